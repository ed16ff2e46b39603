package org.ctsr.app.viewer;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.view.StripPool;
import org.ctsr.engine.view.ViewBasis;
import org.ctsr.engine.view.ViewBlender;
import org.ctsr.engine.view.Viewport;
import org.jspecify.annotations.Nullable;

/** Puts one frame together from the result, the photo and what is drawn over them. */
final class FrameComposer {
  /** Empty columns between the two sides. */
  static final int GAP = 2;

  /** From this zoom on pixels are large enough to be outlined. */
  static final double GRID_FROM = 8;

  private static final int DASH_STRENGTH = 90;

  private final ViewBlender blender;
  private final Set<Edge> edges = new HashSet<>();

  FrameComposer(StripPool pool) {
    this.blender = new ViewBlender(pool);
  }

  /** Width of one side when two are shown. */
  static int sideWidth(int width) {
    return Math.max(1, (width - GAP) / 2);
  }

  /** First column of the divider's right side. */
  static int splitColumn(ViewRequest request) {
    return (int) Math.round(request.split() * request.width());
  }

  /**
   * What a frame is made of, at the window's pixels.
   *
   * @param after the result
   * @param provisional areas of it that are not final
   * @param compared the result that is compared with, if any; the same basis images for another
   *     realness of the same model
   * @param comparedProvisional areas of that which are not final
   * @param before the photo, enlarged
   * @param alpha its transparency; null if it has none
   */
  record Layers(
      ViewBasis after,
      List<Rectangle> provisional,
      ViewBasis compared,
      List<Rectangle> comparedProvisional,
      ViewBasis before,
      @Nullable ViewBasis alpha) {}

  void compose(ViewRequest request, Layers layers, FrameBuffer frame) {
    int side = request.viewport().width();
    blender.setScreenColors(request.source().screenColors());
    blender.setTransparency(layers.alpha());
    if (request.original()) {
      plain(request, layers, side, frame, 0);
      if (request.compare() == CompareMode.SIDE_BY_SIDE) {
        clearGap(frame, side);
        plain(request, layers, side, frame, side + GAP);
      }
    } else {
      switch (request.compare()) {
        case NONE -> result(request, layers, 0, side, frame, 0);
        case SPLIT -> {
          int column = splitColumn(request);
          left(request, layers, column, frame);
          result(request, layers, column, side, frame, 0);
        }
        case SIDE_BY_SIDE -> {
          left(request, layers, side, frame);
          clearGap(frame, side);
          result(request, layers, 0, side, frame, side + GAP);
        }
      }
    }
  }

  private static void clearGap(FrameBuffer frame, int side) {
    // Also a last odd column beyond the right side.
    for (int y = 0; y < frame.height(); y++) {
      int row = y * frame.width();
      Arrays.fill(frame.pixels(), row + side, row + side + GAP, 0);
      Arrays.fill(frame.pixels(), row + 2 * side + GAP, row + frame.width(), 0);
    }
  }

  /** What is compared with: the photo, or another result. */
  private void left(ViewRequest request, Layers layers, int to, FrameBuffer frame) {
    Comparand compared = request.compared();
    if (compared == null) {
      plain(request, layers, to, frame, 0);
    } else {
      blender.setTintBase(Float.NaN);
      result(
          request,
          layers.compared(),
          compared.realness(),
          layers.comparedProvisional(),
          0,
          to,
          frame,
          0);
    }
  }

  private void plain(ViewRequest request, Layers layers, int to, FrameBuffer frame, int start) {
    blender.setTintBase(Float.NaN);
    blend(request, layers.before(), Realness.of(0), ViewBlender.Mode.RESULT, 0, to, frame, start);
    grid(request, 0, to, frame, start);
  }

  private void result(
      ViewRequest request, Layers layers, int from, int to, FrameBuffer frame, int start) {
    blender.setTintBase(request.tintBase());
    result(
        request, layers.after(), request.realness(), layers.provisional(), from, to, frame, start);
  }

  private void result(
      ViewRequest request,
      ViewBasis basis,
      Realness realness,
      List<Rectangle> provisional,
      int from,
      int to,
      FrameBuffer frame,
      int start) {
    ViewBlender.Mode mode =
        request.invented() ? ViewBlender.Mode.INVENTED : ViewBlender.Mode.RESULT;
    blend(request, basis, realness, mode, from, to, frame, start);
    grid(request, from, to, frame, start);
    frontier(provisional, basis.picture(), from, to, frame, start);
  }

  private void blend(
      ViewRequest request,
      ViewBasis basis,
      Realness realness,
      ViewBlender.Mode mode,
      int from,
      int to,
      FrameBuffer frame,
      int start) {
    blender.blend(
        basis,
        request.viewport(),
        request.source().width(),
        request.source().height(),
        realness,
        mode,
        from,
        to,
        frame.pixels(),
        start,
        frame.width());
  }

  /** Darkens the borders between pixels of the result. */
  private static void grid(ViewRequest request, int from, int to, FrameBuffer frame, int start) {
    Viewport viewport = request.viewport();
    if (viewport.zoom() < GRID_FROM) {
      return;
    }
    for (int y = 0; y < viewport.height(); y++) {
      boolean line = starts(viewport.pictureY(y), viewport.zoom());
      int row = start + y * frame.width();
      for (int x = from; x < to; x++) {
        if (line || starts(viewport.pictureX(x), viewport.zoom())) {
          frame.pixels()[row + x] = darker(frame.pixels()[row + x]);
        }
      }
    }
  }

  private static boolean starts(double picture, double zoom) {
    return Math.floor(picture) != Math.floor(picture - 1 / zoom);
  }

  private static int darker(int pixel) {
    return pixel == 0 ? 0 : pixel - (pixel >>> 3 & 0x1f1f1f);
  }

  /** Draws a fine line of dashes where final areas meet areas that are not. */
  private void frontier(
      List<Rectangle> provisional,
      @Nullable Rectangle picture,
      int from,
      int to,
      FrameBuffer frame,
      int start) {
    edges.clear();
    if (picture == null) {
      return;
    }
    for (Rectangle area : provisional) {
      // Drawn by one neighbour only, a line has two sides that are not final and is taken back.
      toggle(new Edge(area.x(), area.y(), area.right(), area.y()));
      toggle(new Edge(area.x(), area.bottom(), area.right(), area.bottom()));
      toggle(new Edge(area.x(), area.y(), area.x(), area.bottom()));
      toggle(new Edge(area.right(), area.y(), area.right(), area.bottom()));
    }
    for (Edge edge : edges) {
      if (edge.liesOn(picture)) {
        continue;
      }
      for (int x = edge.fromX; x < edge.toX; x++) {
        dash(x, edge.fromY, x, from, to, frame, start);
      }
      for (int y = edge.fromY; y < edge.toY; y++) {
        dash(edge.fromX, y, y, from, to, frame, start);
      }
    }
  }

  /** One side of a tile in the window. */
  private record Edge(int fromX, int fromY, int toX, int toY) {
    /** Whether it is part of a rectangle's border. */
    boolean liesOn(Rectangle area) {
      return fromY == toY
          ? fromY == area.y() || fromY == area.bottom()
          : fromX == area.x() || fromX == area.right();
    }
  }

  private void toggle(Edge edge) {
    if (!edges.remove(edge)) {
      edges.add(edge);
    }
  }

  /** A pixel of a dashed line, light and dark in turn, so that it shows on any picture. */
  private static void dash(int x, int y, int at, int from, int to, FrameBuffer frame, int start) {
    // The window's own border separates nothing.
    if (x <= from || x >= to - 1 || y <= 0 || y >= frame.height() - 1 || at % 8 >= 6) {
      return;
    }
    int index = start + y * frame.width() + x;
    int pixel = frame.pixels()[index];
    if (pixel == 0) {
      return;
    }
    int value = at % 8 < 3 ? 255 : 0;
    int red = (pixel >> 16 & 0xff) + ((value - (pixel >> 16 & 0xff)) * DASH_STRENGTH >> 8);
    int green = (pixel >> 8 & 0xff) + ((value - (pixel >> 8 & 0xff)) * DASH_STRENGTH >> 8);
    int blue = (pixel & 0xff) + ((value - (pixel & 0xff)) * DASH_STRENGTH >> 8);
    frame.pixels()[index] = 0xff000000 | red << 16 | green << 8 | blue;
  }
}
