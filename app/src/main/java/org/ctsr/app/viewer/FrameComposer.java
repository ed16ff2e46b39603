package org.ctsr.app.viewer;

import java.util.Arrays;
import java.util.List;
import org.ctsr.engine.render.Realness;
import org.ctsr.engine.tile.Rectangle;
import org.ctsr.engine.view.StripPool;
import org.ctsr.engine.view.ViewBasis;
import org.ctsr.engine.view.ViewBlender;
import org.ctsr.engine.view.Viewport;

/** Puts one frame together from the result, the photo and what is drawn over them. */
final class FrameComposer {
  /** Empty columns between the two sides. */
  static final int GAP = 2;

  /** From this zoom on pixels are large enough to be outlined. */
  static final double GRID_FROM = 8;

  private static final int BRACKET = 14;
  private static final int BRACKET_INSET = 5;

  private final ViewBlender blender;

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

  void compose(
      ViewRequest request,
      ViewBasis after,
      ViewBasis before,
      List<Rectangle> provisional,
      FrameBuffer frame) {
    Viewport viewport = request.viewport();
    int side = viewport.width();
    if (request.original()) {
      plain(request, before, 0, side, frame, 0);
      if (request.compare() == CompareMode.SIDE_BY_SIDE) {
        clearGap(frame, side);
        plain(request, before, 0, side, frame, side + GAP);
      }
    } else {
      switch (request.compare()) {
        case NONE -> result(request, after, provisional, 0, side, frame, 0);
        case SPLIT -> {
          int column = splitColumn(request);
          left(request, after, before, provisional, column, frame);
          result(request, after, provisional, column, side, frame, 0);
        }
        case SIDE_BY_SIDE -> {
          left(request, after, before, provisional, side, frame);
          clearGap(frame, side);
          result(request, after, provisional, 0, side, frame, side + GAP);
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

  /** What is compared with: the photo, or the result at another realness. */
  private void left(
      ViewRequest request,
      ViewBasis after,
      ViewBasis before,
      List<Rectangle> provisional,
      int to,
      FrameBuffer frame) {
    Realness compared = request.compared();
    if (compared == null) {
      plain(request, before, 0, to, frame, 0);
    } else {
      result(request, after, compared, Float.NaN, provisional, 0, to, frame, 0);
    }
  }

  private void plain(
      ViewRequest request, ViewBasis basis, int from, int to, FrameBuffer frame, int start) {
    blender.setTintBase(Float.NaN);
    blend(request, basis, Realness.of(0), ViewBlender.Mode.RESULT, from, to, frame, start);
    grid(request, from, to, frame, start);
  }

  private void result(
      ViewRequest request,
      ViewBasis basis,
      List<Rectangle> provisional,
      int from,
      int to,
      FrameBuffer frame,
      int start) {
    result(
        request,
        basis,
        request.realness(),
        request.tintBase(),
        provisional,
        from,
        to,
        frame,
        start);
  }

  private void result(
      ViewRequest request,
      ViewBasis basis,
      Realness realness,
      float tintBase,
      List<Rectangle> provisional,
      int from,
      int to,
      FrameBuffer frame,
      int start) {
    blender.setTintBase(tintBase);
    ViewBlender.Mode mode =
        request.invented() ? ViewBlender.Mode.INVENTED : ViewBlender.Mode.RESULT;
    blend(request, basis, realness, mode, from, to, frame, start);
    grid(request, from, to, frame, start);
    for (Rectangle area : provisional) {
      bracket(area, from, to, frame, start);
    }
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
    if (!request.pixelGrid() || viewport.zoom() < GRID_FROM) {
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
    return pixel == 0 ? 0 : 0xff000000 | (pixel >>> 1 & 0x7f7f7f) + (pixel >>> 2 & 0x3f3f3f);
  }

  /** Marks an area that is not final by its corners. */
  private static void bracket(Rectangle area, int from, int to, FrameBuffer frame, int start) {
    int left = area.x() + BRACKET_INSET;
    int top = area.y() + BRACKET_INSET;
    int right = area.right() - 1 - BRACKET_INSET;
    int bottom = area.bottom() - 1 - BRACKET_INSET;
    int length = Math.min(BRACKET, Math.min(right - left, bottom - top) / 3);
    for (int i = 0; i < length; i++) {
      for (int y : new int[] {top, bottom}) {
        lighten(left + i, y, from, to, frame, start);
        lighten(right - i, y, from, to, frame, start);
      }
      for (int x : new int[] {left, right}) {
        if (i > 0) {
          lighten(x, top + i, from, to, frame, start);
          lighten(x, bottom - i, from, to, frame, start);
        }
      }
    }
  }

  /** A light pixel with a dark one beside it, so that it shows on any picture. */
  private static void lighten(int x, int y, int from, int to, FrameBuffer frame, int start) {
    mix(x, y, 255, from, to, frame, start);
    mix(x + 1, y + 1, 0, from, to, frame, start);
  }

  private static void mix(int x, int y, int value, int from, int to, FrameBuffer frame, int start) {
    if (x < from || x >= to || y < 0 || y >= frame.height()) {
      return;
    }
    int at = start + y * frame.width() + x;
    int pixel = frame.pixels()[at];
    int strength = value == 0 ? 70 : 150;
    int red = (pixel >> 16 & 0xff) + ((value - (pixel >> 16 & 0xff)) * strength >> 8);
    int green = (pixel >> 8 & 0xff) + ((value - (pixel >> 8 & 0xff)) * strength >> 8);
    int blue = (pixel & 0xff) + ((value - (pixel & 0xff)) * strength >> 8);
    frame.pixels()[at] = 0xff000000 | red << 16 | green << 8 | blue;
  }
}
