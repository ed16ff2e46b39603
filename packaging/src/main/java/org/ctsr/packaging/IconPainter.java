package org.ctsr.packaging;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * The program's icon at any size: a slider from cool to warm on a dark tile. The one source of all
 * icon files.
 */
final class IconPainter {
  private IconPainter() {}

  /** A square picture, {@code size} pixels wide, with transparent corners. */
  static BufferedImage paint(int size) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setColor(new Color(0x242424));
    graphics.fill(new RoundRectangle2D.Double(0, 0, size, size, size * 0.42, size * 0.42));
    double thickness = Math.max(2, size * 0.13);
    double left = size * 0.16;
    double width = size * 0.68;
    graphics.setPaint(
        new LinearGradientPaint(
            (float) left,
            0,
            (float) (left + width),
            0,
            new float[] {0, 1},
            new Color[] {new Color(0x6f9fd0), new Color(0xe8a650)}));
    graphics.fill(
        new RoundRectangle2D.Double(
            left, (size - thickness) / 2, width, thickness, thickness, thickness));
    double radius = size * 0.17;
    graphics.setColor(new Color(0xf4f4f4));
    graphics.fill(
        new Ellipse2D.Double(size * 0.6 - radius, size / 2.0 - radius, 2 * radius, 2 * radius));
    graphics.dispose();
    return image;
  }

  /** The picture as a PNG file. */
  static byte[] png(int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(paint(size), "png", bytes)) {
        throw new IllegalStateException("Every Java writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
