package dev.slipway.evidence.page;

import dev.slipway.evidence.control.Outcome.Result;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** The report as one HTML file, for screen and paper. It loads nothing from other files. */
public final class HtmlPage {
  private static final List<Extension> TABLES = List.of(TablesExtension.create());

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <title>Evidence</title>
      <style>
      body { font: 15px/1.45 Verdana, 'DejaVu Sans', Arial, sans-serif; color: #1b1f24; margin: 2em auto; max-width: 68em; padding: 0 1em; }
      h1, h2, h3 { line-height: 1.2; break-after: avoid; }
      h2 { margin-top: 2em; border-bottom: 1px solid #d0d7de; }
      table { border-collapse: collapse; width: 100%; font-size: 13px; }
      th, td { border: 1px solid #d0d7de; padding: .3em .6em; text-align: left; vertical-align: top; }
      th { background: #eef2f6; }
      tr, img { break-inside: avoid; }
      img { display: block; max-width: 100%; margin: 1em auto; }
      code { font-size: 12px; overflow-wrap: anywhere; }
      .satisfied, .not-built, .not-assessed, .not-satisfied { white-space: nowrap; }
      .satisfied { background: #e3f4e6; }
      .not-built, .not-assessed { background: #f2f2f2; color: #57606a; }
      .not-satisfied { background: #fbdcd9; font-weight: bold; }
      @page { size: A4; margin: 15mm; }
      @media print { body { font-size: 11px; margin: 0; max-width: none; } table { font-size: 9.5px; } }
      </style>
      </head>
      <body>
      """;

  private static final Map<String, String> CLASSES =
      Map.of(
          Result.SATISFIED.text(), "satisfied",
          Result.NOT_BUILT.text(), "not-built",
          Result.NOT_ASSESSED.text(), "not-assessed",
          Result.NOT_SATISFIED.text(), "not-satisfied");

  private HtmlPage() {}

  /** Renders Markdown as HTML; {@code svg} is embedded in place of every image. */
  public static String of(String markdown, String svg) {
    Node document = Parser.builder().extensions(TABLES).build().parse(markdown);
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .attributeProviderFactory(
                context -> (node, tag, attributes) -> addAttributes(node, attributes, svg))
            .build();
    return HEAD + renderer.render(document) + "</body>\n</html>\n";
  }

  private static void addAttributes(Node node, Map<String, String> attributes, String svg) {
    if (node instanceof Image) {
      byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
      attributes.put(
          "src", "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(bytes));
    }
    if (node instanceof TableCell && node.getFirstChild() instanceof Text text) {
      String name = CLASSES.get(text.getLiteral());
      if (name != null) {
        attributes.put("class", name);
      }
    }
  }
}
