package org.ctsr.app;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Group;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;

/** The program's icon, drawn at the sizes window systems ask for. */
final class AppIcon {
  private static final int[] SIZES = {16, 24, 32, 48, 64, 128, 256};

  private AppIcon() {}

  /** The icon at every size. */
  static List<Image> sizes() {
    return IntStream.of(SIZES).mapToObj(AppIcon::draw).toList();
  }

  /** A slider from cool to warm on a dark tile. */
  private static Image draw(int size) {
    Rectangle tile = new Rectangle(size, size, Color.web("#242424"));
    tile.setArcWidth(size * 0.42);
    tile.setArcHeight(size * 0.42);
    double thickness = Math.max(2, size * 0.13);
    Rectangle track = new Rectangle(size * 0.16, (size - thickness) / 2, size * 0.68, thickness);
    track.setArcWidth(thickness);
    track.setArcHeight(thickness);
    track.setFill(
        new LinearGradient(
            0,
            0,
            1,
            0,
            true,
            CycleMethod.NO_CYCLE,
            new Stop(0, Color.web("#6f9fd0")),
            new Stop(1, Color.web("#e8a650"))));
    Circle thumb = new Circle(size * 0.6, size / 2.0, size * 0.17, Color.web("#f4f4f4"));
    Group group = new Group(tile, track, thumb);
    SnapshotParameters parameters = new SnapshotParameters();
    parameters.setFill(Color.TRANSPARENT);
    return group.snapshot(parameters, null);
  }
}
