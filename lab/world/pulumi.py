DEFAULT = ("staging", "staging-osl2")
def run(stacks): return 1
