package org.ctsr.engine.plot;

import java.awt.BasicStroke;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGraphics2D;
import org.ctsr.engine.io.WholeFile;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;

/**
 * A plot of one or several lines. JFreeChart lays out the axes and draws; the same drawing goes to
 * a picture for PNG and, through Batik, to SVG with selectable text.
 *
 * @param title first line, in bold
 * @param note second line, smaller: conditions and sources; may be empty
 * @param horizontal the x axis
 * @param vertical the y axis
 * @param series the lines; those drawn first lie below
 */
public record LinePlot(
    String title, String note, PlotAxis horizontal, PlotAxis vertical, List<PlotSeries> series) {
  private static final int WIDTH = 820;
  private static final int HEIGHT = 580;
  private static final int PNG_SCALE = 2;

  static {
    // The workaround draws turned text as shapes, which nobody can select or search in an SVG.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private static final String SVG = "http://www.w3.org/2000/svg";

  /** Copies the list of series. */
  public LinePlot {
    series = List.copyOf(series);
  }

  /** A plot without lines yet. */
  public LinePlot(String title, String note, PlotAxis horizontal, PlotAxis vertical) {
    this(title, note, horizontal, vertical, List.of());
  }

  /** This plot with one more line. */
  public LinePlot with(PlotSeries another) {
    List<PlotSeries> more = new ArrayList<>(series);
    more.add(another);
    return new LinePlot(title, note, horizontal, vertical, more);
  }

  /**
   * Writes the plot as PNG, 1640x1160 pixels, replacing the file at once or not at all.
   *
   * @throws IOException if the file cannot be written or there are no fonts to draw with
   */
  public void writePng(Path file) throws IOException {
    BufferedImage image =
        new BufferedImage(WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(PNG_SCALE, PNG_SCALE);
      draw(file, graphics);
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    WholeFile.write(file, bytes.toByteArray());
  }

  /**
   * Writes the plot as SVG, replacing the file at once or not at all.
   *
   * @throws IOException if the file cannot be written or there are no fonts to lay out with
   */
  public void writeSvg(Path file) throws IOException {
    Document document;
    try {
      document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .getDOMImplementation()
              .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java runtime has an XML parser", e);
    }
    SVGGraphics2D graphics = new SVGGraphics2D(document);
    graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    draw(file, graphics);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      // Not Batik's own way of writing, which refers to a document type on the network.
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(graphics.getRoot()), new StreamResult(bytes));
    } catch (TransformerException e) {
      throw new IOException(file + ": cannot be written as XML", e);
    }
    WholeFile.write(file, bytes.toByteArray());
  }

  private void draw(Path file, Graphics2D graphics) throws IOException {
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(
        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
    try {
      chart().draw(graphics, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    } catch (InternalError | NoClassDefFoundError e) {
      // What Java throws where the system has no font library or no font at all.
      throw new IOException(
          file + ": cannot be drawn, because no fonts are installed on this machine", e);
    }
  }

  private JFreeChart chart() {
    XYPlot plot = new XYPlot(dataset(), axis(horizontal), axis(vertical), renderer());
    plot.setBackgroundPaint(PlotStyle.BACKGROUND);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(PlotStyle.GRID);
    plot.setRangeGridlinePaint(PlotStyle.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setDomainMinorGridlinesVisible(false);
    plot.setRangeMinorGridlinesVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainZeroBaselineVisible(false);
    plot.addAnnotation(new PointLabels(horizontal, vertical, series));

    JFreeChart chart = new JFreeChart(null, PlotStyle.TITLE, plot, false);
    chart.setBackgroundPaint(PlotStyle.BACKGROUND);
    chart.setPadding(new RectangleInsets(16, 16, 12, 24));
    chart.addSubtitle(text(title, PlotStyle.TITLE, PlotStyle.INK, 4));
    if (!note.isEmpty()) {
      chart.addSubtitle(text(note, PlotStyle.NOTE, PlotStyle.QUIET_INK, 0));
    }
    chart.addSubtitle(text(" ", PlotStyle.NOTE, PlotStyle.QUIET_INK, 0));
    if (series.size() > 1) {
      chart.addLegend(legend(plot));
    }
    return chart;
  }

  private static TextTitle text(
      String content, java.awt.Font font, java.awt.Color color, double below) {
    TextTitle text = new TextTitle(content, font);
    text.setPaint(color);
    text.setHorizontalAlignment(HorizontalAlignment.LEFT);
    text.setTextAlignment(HorizontalAlignment.LEFT);
    text.setPadding(0, 4, below, 0);
    return text;
  }

  private static LegendTitle legend(XYPlot plot) {
    LegendTitle legend = new LegendTitle(plot);
    legend.setPosition(RectangleEdge.BOTTOM);
    legend.setItemFont(PlotStyle.LEGEND);
    legend.setItemPaint(PlotStyle.INK);
    legend.setFrame(BlockBorder.NONE);
    legend.setBackgroundPaint(null);
    legend.setLegendItemGraphicPadding(new RectangleInsets(2, 4, 2, 6));
    legend.setItemLabelPadding(new RectangleInsets(3, 2, 3, 14));
    legend.setPadding(10, 0, 0, 0);
    return legend;
  }

  private XYSeriesCollection dataset() {
    XYSeriesCollection dataset = new XYSeriesCollection();
    for (int s = 0; s < series.size(); s++) {
      PlotSeries one = series.get(s);
      // The key is the position: two series may have one name.
      XYSeries data = new XYSeries(s, false, true);
      data.setDescription(one.name());
      for (int i = 0; i < one.x().length; i++) {
        if (one.isDrawable(i, horizontal, vertical)) {
          data.add(one.x()[i], one.y()[i]);
        } else if (data.getItemCount() > 0) {
          // A gap; its place must not widen the axis.
          data.add(data.getX(data.getItemCount() - 1).doubleValue(), Double.NaN);
        }
      }
      dataset.addSeries(data);
    }
    return dataset;
  }

  private static ValueAxis axis(PlotAxis description) {
    ValueAxis axis;
    if (description.logarithmic()) {
      axis = new DecadeAxis(description.label());
    } else {
      NumberAxis linear = new NumberAxis(description.label());
      linear.setAutoRangeIncludesZero(false);
      linear.setStandardTickUnits(new RoomyTicks());
      axis = linear;
    }
    axis.setLowerMargin(0.06);
    axis.setUpperMargin(0.06);
    axis.setLabelFont(PlotStyle.AXIS_LABEL);
    axis.setLabelPaint(PlotStyle.INK);
    axis.setLabelInsets(new RectangleInsets(8, 8, 8, 8));
    axis.setTickLabelFont(PlotStyle.TICK);
    axis.setTickLabelPaint(PlotStyle.QUIET_INK);
    axis.setAxisLinePaint(PlotStyle.AXIS);
    axis.setTickMarkPaint(PlotStyle.AXIS);
    axis.setTickMarkOutsideLength(4);
    axis.setMinorTickMarksVisible(false);
    return axis;
  }

  private XYLineAndShapeRenderer renderer() {
    XYLineAndShapeRenderer renderer = new SeriesRenderer(series);
    renderer.setLegendLine(new Line2D.Double(-13, 0, 13, 0));
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setUseOutlinePaint(true);
    renderer.setDrawOutlines(true);
    renderer.setLegendItemLabelGenerator((data, s) -> series.get(s).name());
    IntStream.range(0, series.size())
        .forEach(
            s -> {
              boolean marked = series.get(s).marked();
              renderer.setSeriesPaint(s, PlotStyle.color(s));
              renderer.setSeriesFillPaint(s, PlotStyle.color(s));
              renderer.setSeriesOutlinePaint(s, PlotStyle.BACKGROUND);
              renderer.setSeriesOutlineStroke(s, new BasicStroke(1.2f));
              renderer.setSeriesStroke(s, PlotStyle.stroke(s, marked));
              renderer.setSeriesShape(s, PlotStyle.marker(s));
              renderer.setSeriesShapesVisible(s, marked);
              renderer.setSeriesShapesFilled(s, true);
              renderer.setSeriesLinesVisible(s, series.get(s).x().length > 1);
            });
    return renderer;
  }
}
