package dev.slipway.diagram;

import dev.slipway.diagram.Box.Kind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.BoxLayouterOptions;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/** Computes the positions of boxes and arrows. */
final class Layout {
  private static final int GAP = 24;
  private static final int PADDING = 14;

  /** Ratio of width to height for clusters in rows. */
  private static final double ASPECT_RATIO = 6;

  private final Map<String, ElkNode> nodes = new HashMap<>();
  private final List<Arrow> arrows;
  private final double widestCluster;

  private Layout(List<Box> boxes, List<Arrow> arrows) {
    this.arrows = arrows;
    this.widestCluster =
        boxes.stream()
            .flatMap(Box::all)
            .filter(box -> box.kind() == Kind.CLUSTER)
            .mapToDouble(box -> TextSize.width(box.lines()))
            .max()
            .orElse(0);
  }

  /** Returns the drawing area with every box and arrow at its position. */
  static ElkNode of(List<Box> boxes, List<Arrow> arrows) {
    Layout layout = new Layout(boxes, arrows);
    ElkNode root = ElkGraphUtil.createGraph();
    layered(root);
    boxes.forEach(box -> layout.add(root, box));
    arrows.forEach(layout::add);
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    new RecursiveGraphLayoutEngine().layout(root, new BasicProgressMonitor());
    return root;
  }

  private static void layered(ElkNode node) {
    node.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    node.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    node.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    node.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
    node.setProperty(CoreOptions.SPACING_NODE_NODE, (double) GAP);
    node.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, (double) GAP);
  }

  private void add(ElkNode parent, Box box) {
    ElkNode node = ElkGraphUtil.createNode(parent);
    node.setIdentifier(box.kind().name());
    nodes.put(box.id(), node);
    ElkLabel title = ElkGraphUtil.createLabel(String.join("\n", box.lines()), node);
    double width = box.kind() == Kind.CLUSTER ? widestCluster : TextSize.width(box.lines());
    double height = TextSize.height(box.lines());
    title.setDimensions(width, height);
    node.setDimensions(width + 2 * PADDING, height + 2 * PADDING);
    if (!box.inside().isEmpty()) {
      boolean plain = box.inside().stream().allMatch(inner -> hasNoArrow(inner.id()));
      if (plain) {
        rows(node);
      } else {
        framed(node);
      }
      box.inside().forEach(inner -> add(node, inner));
    }
  }

  /** Arranges the boxes in rows below the title of their frame. */
  private static void rows(ElkNode frame) {
    double top = frame.getHeight();
    frame.setProperty(CoreOptions.ALGORITHM, BoxLayouterOptions.ALGORITHM_ID);
    frame.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.SEPARATE_CHILDREN);
    frame.setProperty(CoreOptions.ASPECT_RATIO, ASPECT_RATIO);
    frame.setProperty(CoreOptions.PADDING, new ElkPadding(top, PADDING, PADDING, PADDING));
    frame.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, EnumSet.of(SizeConstraint.MINIMUM_SIZE));
    frame.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(frame.getWidth(), top));
  }

  private static void framed(ElkNode frame) {
    layered(frame);
    double top = frame.getHeight();
    frame.setProperty(CoreOptions.PADDING, new ElkPadding(top, PADDING, PADDING, PADDING));
  }

  private boolean hasNoArrow(String id) {
    return arrows.stream().noneMatch(arrow -> arrow.from().equals(id) || arrow.to().equals(id));
  }

  private void add(Arrow arrow) {
    ElkEdge edge = ElkGraphUtil.createSimpleEdge(nodes.get(arrow.from()), nodes.get(arrow.to()));
    ElkLabel label = ElkGraphUtil.createLabel(String.join("\n", arrow.traffic()), edge);
    label.setDimensions(TextSize.width(arrow.traffic()), TextSize.height(arrow.traffic()));
  }
}
