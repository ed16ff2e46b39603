package org.ctsr.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final String ROOT = "org.ctsr";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @ParameterizedTest
  @EnumSource
  void productKeepsTheRule(ArchitectureRule rule) {
    rule.below(ROOT).allowEmptyShould(true).check(PRODUCT);
  }

  /** A rule about a package that was renamed would hold without saying anything. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".app",
        ".app.card",
        ".app.engine",
        ".app.fx",
        ".app.mainwindow",
        ".app.opening",
        ".app.parts",
        ".app.start",
        ".app.theme",
        ".app.window",
        ".engine.image",
        ".engine.inference",
        ".engine.plot",
        ".engine.render",
        ".engine.training"
      })
  void packagesNamedInTheRulesExist(String name) {
    assertThat(PRODUCT.containPackage(ROOT + name)).isTrue();
  }

  @Test
  void testsAndFixturesAreNotPartOfTheProduct() {
    assertThat(PRODUCT).isNotEmpty();
    assertThat(PRODUCT.containPackage(ArchitectureRule.class.getPackageName())).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void fixtureBreaksItsRuleAndNoOther(ArchitectureRule seeded) {
    JavaClasses fixture = new ClassFileImporter().importPackages(seeded.fixture());
    assertThat(fixture).isNotEmpty();
    for (ArchitectureRule rule : ArchitectureRule.values()) {
      boolean violated =
          rule.below(seeded.fixture()).allowEmptyShould(true).evaluate(fixture).hasViolation();
      assertThat(violated).as("%s judged by %s", seeded, rule).isEqualTo(rule == seeded);
    }
  }
}
