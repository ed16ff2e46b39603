package org.ctsr.engine.training;

import java.io.IOException;
import java.util.List;
import org.ctsr.engine.metric.MeasuredImage;
import org.ctsr.engine.metric.NiqeModel;
import org.ctsr.engine.training.data.Batch;
import org.ctsr.engine.training.data.PatchDataset;
import org.ctsr.engine.training.data.PatchSet;

/** What NIQE compares with, from the sharp pictures of the training patches. */
final class PristinePatches {
  /** Enough for a covariance of 36 features; more would only take time. */
  private static final int MOST = 600;

  private PristinePatches() {}

  /**
   * @throws IllegalStateException if the patches are too few or too small
   */
  static NiqeModel fit(PatchSet patches) throws IOException {
    NiqeModel.Fitter fitter = new NiqeModel.Fitter();
    PatchDataset data = new PatchDataset(patches, List.of(), 0);
    int count = Math.min(MOST, patches.size());
    for (int i = 0; i < count; i++) {
      Batch patch = data.whole((int) ((long) i * patches.size() / count));
      int side = 4 * patch.side();
      float[] values = patch.sharp();
      float[][] planes = new float[3][side * side];
      for (int c = 0; c < planes.length; c++) {
        System.arraycopy(values, c * side * side, planes[c], 0, side * side);
      }
      fitter.add(MeasuredImage.of(side, side, planes).luma());
    }
    return fitter.fit();
  }
}
