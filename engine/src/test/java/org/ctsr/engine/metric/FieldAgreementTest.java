package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stored results score what other implementations of the metrics say about them. */
class FieldAgreementTest {
  @ParameterizedTest
  @CsvSource({
    "realsr, osediff, 24.16, 0.6908, 6.15",
    "realsr, x4plus, 24.27, 0.7092, 5.99",
    "drealsr, osediff, 27.12, 0.7998, 7.27",
    "drealsr, x4plus, 27.47, 0.8053, 6.87"
  })
  void scoresOfStoredResults(String set, String result, double psnr, double ssim, double niqe)
      throws IOException {
    Path folder = SharedPhotos.require("photos/val/" + set);
    Niqe evaluator = new Niqe(NiqeModel.read(SharedPhotos.require("weights/niqe_pris_params.npz")));
    List<Path> photos = SharedPhotos.photos(folder.resolve("hr"));
    double psnrSum = 0;
    double ssimSum = 0;
    double niqeSum = 0;
    for (Path photo : photos) {
      LumaPlane truth = SharedPhotos.read(photo).luma();
      Path file = folder.resolve(result).resolve(photo.getFileName());
      LumaPlane luma = SharedPhotos.read(file).luma();
      psnrSum += Psnr.between(luma, truth);
      ssimSum += Ssim.between(luma, truth);
      niqeSum += evaluator.score(luma);
    }
    assertThat(psnrSum / photos.size()).isCloseTo(psnr, within(0.01));
    assertThat(ssimSum / photos.size()).isCloseTo(ssim, within(0.0002));
    assertThat(niqeSum / photos.size()).isCloseTo(niqe, within(0.1));
  }
}
