package org.ctsr.app.viewer;

/**
 * What is known after a frame.
 *
 * @param tilesDone those of the wanted tiles that are computed
 * @param tilesTotal tiles wanted for the view: all of the photo's if they can be kept
 * @param provisionalTiles tiles in the window that are not final
 * @param agreementDecibels PSNR of the reduced result against the photo; NaN if unknown
 * @param agreementShare share of the photo that went into it
 */
public record RenderStatus(
    int tilesDone,
    int tilesTotal,
    int provisionalTiles,
    double agreementDecibels,
    double agreementShare) {
  /** Before any frame. */
  public static final RenderStatus NOTHING = new RenderStatus(0, 0, 0, Double.NaN, 0);
}
