// Package local holds the resource command:local:Command: fields and life cycle as in the official provider.
package local

import (
	"context"

	"github.com/pulumi/pulumi-go-provider/infer"
	"github.com/pulumi/pulumi/sdk/v3/go/common/resource"
)

// idDigits is the length of the random part of a resource's id.
const idDigits = 8

// Command is a command that runs on this machine in the life cycle of the stack.
type Command struct{}

// CommandArgs are the inputs.
type CommandArgs struct {
	Create                 *string            `pulumi:"create,optional"`
	Update                 *string            `pulumi:"update,optional"`
	Delete                 *string            `pulumi:"delete,optional"`
	Triggers               *[]any             `pulumi:"triggers,optional" provider:"replaceOnChanges"`
	Stdin                  *string            `pulumi:"stdin,optional"`
	Dir                    *string            `pulumi:"dir,optional"`
	Environment            *map[string]string `pulumi:"environment,optional"`
	Interpreter            *[]string          `pulumi:"interpreter,optional"`
	Logging                *Logging           `pulumi:"logging,optional"`
	AddPreviousOutputInEnv *bool              `pulumi:"addPreviousOutputInEnv,optional"`
	AssetPaths             *[]string          `pulumi:"assetPaths,optional"`
	ArchivePaths           *[]string          `pulumi:"archivePaths,optional"`
}

// Annotate gives the only default there is.
func (a *CommandArgs) Annotate(to infer.Annotator) {
	to.SetDefault(&a.AddPreviousOutputInEnv, true)
}

// Outputs are what a run leaves behind.
type Outputs struct {
	Stdout  string                      `pulumi:"stdout"`
	Stderr  string                      `pulumi:"stderr"`
	Assets  *map[string]*resource.Asset `pulumi:"assets,optional"`
	Archive *resource.Archive           `pulumi:"archive,optional"`
}

// CommandState is what the stack's state keeps.
type CommandState struct {
	CommandArgs
	Outputs
}

// WireDependencies: an input's echo is secret or unknown with that input alone, what a run gives with any input.
func (*Command) WireDependencies(fields infer.FieldSelector, in *CommandArgs, out *CommandState) {
	echoes := [][2]any{
		{&in.Create, &out.Create},
		{&in.Update, &out.Update},
		{&in.Delete, &out.Delete},
		{&in.Triggers, &out.Triggers},
		{&in.Stdin, &out.Stdin},
		{&in.Dir, &out.Dir},
		{&in.Environment, &out.Environment},
		{&in.Interpreter, &out.Interpreter},
		{&in.Logging, &out.Logging},
		{&in.AddPreviousOutputInEnv, &out.AddPreviousOutputInEnv},
		{&in.AssetPaths, &out.AssetPaths},
		{&in.ArchivePaths, &out.ArchivePaths},
	}
	var all []infer.InputField
	for _, echo := range echoes {
		input := fields.InputField(echo[0])
		fields.OutputField(echo[1]).DependsOn(input)
		all = append(all, input)
	}
	for _, result := range []any{&out.Stdout, &out.Stderr, &out.Assets, &out.Archive} {
		fields.OutputField(result).DependsOn(all...)
	}
}

// Create runs `create` once.
func (*Command) Create(ctx context.Context, req infer.CreateRequest[CommandArgs]) (infer.CreateResponse[CommandState], error) {
	id, err := resource.NewUniqueHex(req.Name, idDigits, 0)
	if err != nil {
		return infer.CreateResponse[CommandState]{}, err
	}
	state := CommandState{CommandArgs: req.Inputs}
	if !req.DryRun {
		err = state.run(ctx, req.Inputs.Create)
	}
	return infer.CreateResponse[CommandState]{ID: id, Output: state}, err
}

// Update runs `update`, or `create` again where there is no `update`. It sees the outputs of the run before.
func (*Command) Update(ctx context.Context, req infer.UpdateRequest[CommandArgs, CommandState]) (infer.UpdateResponse[CommandState], error) {
	state := CommandState{CommandArgs: req.Inputs, Outputs: req.State.Outputs}
	command := req.Inputs.Update
	if command == nil {
		command = req.Inputs.Create
	}
	var err error
	if !req.DryRun {
		err = state.run(ctx, command)
	}
	return infer.UpdateResponse[CommandState]{Output: state}, err
}

// Delete runs `delete` with the inputs of the last run.
func (*Command) Delete(ctx context.Context, req infer.DeleteRequest[CommandState]) (infer.DeleteResponse, error) {
	return infer.DeleteResponse{}, req.State.run(ctx, req.State.Delete)
}
