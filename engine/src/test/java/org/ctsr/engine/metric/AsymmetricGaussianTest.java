package org.ctsr.engine.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.hipparchus.special.Gamma;
import org.junit.jupiter.api.Test;

class AsymmetricGaussianTest {
  @Test
  void recognisesANormalDistribution() {
    Random random = new Random(3);
    AsymmetricGaussian.Moments moments = new AsymmetricGaussian.Moments();
    for (int i = 0; i < 400_000; i++) {
      moments.add(2 * random.nextGaussian());
    }

    AsymmetricGaussian fit = moments.fit();

    // Shape 2 is the normal distribution, whose scale is the deviation times the root of 2.
    assertThat(fit.shape()).isCloseTo(2, within(0.02));
    assertThat(fit.left()).isCloseTo(2 * Math.sqrt(2), within(0.03));
    assertThat(fit.right()).isCloseTo(2 * Math.sqrt(2), within(0.03));
    assertThat(fit.mean()).isCloseTo(0, within(0.03));
  }

  @Test
  void recognisesASkewedLaplaceDistribution() {
    Random random = new Random(4);
    AsymmetricGaussian.Moments moments = new AsymmetricGaussian.Moments();
    for (int i = 0; i < 400_000; i++) {
      // The sides of an asymmetric Laplace distribution have weights like their scales.
      double size = -Math.log(1 - random.nextDouble());
      moments.add(random.nextInt(4) == 0 ? -size : 3 * size);
    }

    AsymmetricGaussian fit = moments.fit();

    assertThat(fit.shape()).isCloseTo(1, within(0.02));
    assertThat(fit.left()).isCloseTo(1, within(0.03));
    assertThat(fit.right()).isCloseTo(3, within(0.08));
    assertThat(fit.mean()).isCloseTo(2, within(0.05));
  }

  @Test
  void findsWhatSearchingTheWholeTableFinds() {
    // As published: shapes from 0.2 to 10 in steps of 0.001.
    double[] ratios = new double[9801];
    for (int i = 0; i < ratios.length; i++) {
      double shape = 0.2 + 0.001 * i;
      double middle = Gamma.gamma(2 / shape);
      ratios[i] = middle * middle / (Gamma.gamma(1 / shape) * Gamma.gamma(3 / shape));
    }
    Random random = new Random(5);
    for (int i = 0; i < 200; i++) {
      double target = random.nextDouble() * 1.1 - 0.05;
      int best = 0;
      for (int j = 1; j < ratios.length; j++) {
        if (Math.abs(ratios[j] - target) < Math.abs(ratios[best] - target)) {
          best = j;
        }
      }
      assertThat(AsymmetricGaussian.nearest(target)).isEqualTo(best);
    }
  }

  @Test
  void oneSidedSampleHasNoScale() {
    AsymmetricGaussian.Moments moments = new AsymmetricGaussian.Moments();
    moments.add(0);
    moments.add(1);

    assertThat(moments.fit().left()).isNaN();
  }
}
