package org.ctsr.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The arrows that must not exist between packages. A rule takes the root package, so that the same
 * rule judges {@code org.ctsr} and the fixture written to break it.
 */
enum ArchitectureRule {
  ENGINE_DOES_NOT_KNOW_APP {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + ".engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(root + ".app..");
    }
  },

  ENGINE_DOES_NOT_KNOW_JAVAFX {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + ".engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx..");
    }
  },

  AWT_ONLY_IN_IMAGE_AND_PLOT {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .resideOutsideOfPackages(root + ".engine.image..", root + ".engine.plot..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.awt..", "javax.imageio..");
    }
  },

  TRAINING_DOES_NOT_KNOW_INFERENCE {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + ".engine.training..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(root + ".engine.inference..", root + ".engine.render..");
    }
  },

  INFERENCE_DOES_NOT_KNOW_TRAINING {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAnyPackage(root + ".engine.inference..", root + ".engine.render..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(root + ".engine.training..");
    }
  },

  PACKAGES_HAVE_NO_CYCLES {
    @Override
    ArchRule below(String root) {
      return slices().matching(root + ".(**)").should().beFreeOfCycles();
    }
  },

  FEATURES_DO_NOT_KNOW_EACH_OTHER {
    @Override
    ArchRule below(String root) {
      return slices().assignedFrom(new Features(root + ".app.")).should().notDependOnEachOther();
    }
  },

  FEATURES_DO_NOT_KNOW_WHO_JOINS_THEM {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + ".app..")
          .and()
          .resideOutsideOfPackages(joining(root))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(joining(root));
    }
  },

  VIEW_MODELS_DO_NOT_KNOW_THE_SCENE_GRAPH {
    @Override
    ArchRule below(String root) {
      return noClasses()
          .that()
          .resideInAPackage(root + "..")
          .and()
          .haveNameMatching(".*ViewModel(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javafx.scene..");
    }
  },

  PACKAGES_ARE_NULL_MARKED {
    @Override
    ArchRule below(String root) {
      return classes().that().resideInAPackage(root + "..").should(new BeInNullMarkedPackage());
    }
  };

  abstract ArchRule below(String root);

  /** The root package of the classes that break this rule and no other. */
  String fixture() {
    return ArchitectureRule.class.getPackageName()
        + ".fixtures."
        + name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  /** The packages that join features, and {@code app} itself. */
  private static String[] joining(String root) {
    return Stream.concat(
            Stream.of(root + ".app"),
            Features.JOINING.stream().map(name -> root + ".app." + name + ".."))
        .toArray(String[]::new);
  }

  /** The packages of {@code app}, each a slice, but not {@code app} itself, which wires them. */
  private record Features(String prefix) implements SliceAssignment {
    /** What features stand on; that it does not lean on them is left to the rule against cycles. */
    private static final Set<String> SHARED = Set.of("card", "engine", "fx", "theme");

    /**
     * What is made of several features; one of them leans on another as long as there is no cycle.
     */
    private static final Set<String> JOINING =
        Set.of("mainwindow", "opening", "parts", "start", "window");

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      if (!type.getPackageName().startsWith(prefix)) {
        return SliceIdentifier.ignore();
      }
      String below = type.getPackageName().substring(prefix.length());
      int dot = below.indexOf('.');
      String feature = dot < 0 ? below : below.substring(0, dot);
      return SHARED.contains(feature) || JOINING.contains(feature)
          ? SliceIdentifier.ignore()
          : SliceIdentifier.of(feature);
    }

    @Override
    public String getDescription() {
      return "features of the application";
    }
  }

  private static final class BeInNullMarkedPackage extends ArchCondition<JavaClass> {
    BeInNullMarkedPackage() {
      super("be in a @NullMarked package");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
      String message = type.getName() + (marked ? " is" : " is not") + " in a @NullMarked package";
      events.add(new SimpleConditionEvent(type, marked, message));
    }
  }
}
