package io.culvert.container;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The walls of docs/architecture.md: change them there and here together. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("io.culvert.connector", "io.culvert.session", "io.culvert.container");

  @Test
  void theConnectorKnowsNeitherContainerNorSessions() {
    noClasses()
        .that()
        .resideInAPackage("io.culvert.connector..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.culvert.container..", "io.culvert.session..")
        .check(ALL);
  }

  @Test
  void theSessionStoreKnowsNeitherServletsNorUndertow() {
    noClasses()
        .that()
        .resideInAPackage("io.culvert.session..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.culvert.container..",
            "io.culvert.connector..",
            "jakarta.servlet..",
            "io.undertow..",
            "org.xnio..")
        .check(ALL);
  }

  @Test
  void nobodyButTheStoreInRedisKnowsItsClient() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.culvert.session.redis..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("redis.clients..")
        .check(ALL);
  }

  @Test
  void theBuildCacheKnowsNothingOfTheRestAndNoSessionReachesIt() {
    classes()
        .that()
        .resideInAPackage("io.culvert.container.buildcache..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "org.jboss.logging..", "io.culvert.container.buildcache..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAnyPackage("io.culvert.session..", "io.culvert.container.session..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.culvert.container.buildcache..")
        .check(ALL);
  }

  @Test
  void theWireAndCgiNeedNothingButTheJdk() {
    classes()
        .that()
        .resideInAPackage("io.culvert.connector.wire..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "org.jspecify..", "io.culvert.connector.wire..")
        .check(ALL);
    classes()
        .that()
        .resideInAPackage("io.culvert.connector.cgi..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "org.jspecify..", "io.culvert.connector.wire..", "io.culvert.connector.cgi..")
        .check(ALL);
  }

  @Test
  void onlyTheBridgeOfTheConnectorKnowsUndertow() {
    noClasses()
        .that()
        .resideInAPackage("io.culvert.connector..")
        .and()
        .resideOutsideOfPackage("io.culvert.connector.undertow..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.undertow..", "org.xnio..", "jakarta.servlet..")
        .check(ALL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.culvert.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void nothingDependsOnTheRootThatComposesAModule() {
    noClasses()
        .that()
        .resideInAPackage("io.culvert.connector.*..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.culvert.connector")
        .check(ALL);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                if (!marked) {
                  events.add(
                      SimpleConditionEvent.violated(
                          type, type.getPackageName() + " has no @NullMarked package-info"));
                }
              }
            })
        .check(ALL);
  }

  /** Undertow's connection is a class to inherit from, and there are two kinds of ours. */
  @Test
  void nothingIsAbstractButInterfacesAndWhatUndertowMakesSo() {
    classes()
        .that(
            new DescribedPredicate<JavaClass>("are classes") {
              @Override
              public boolean test(JavaClass type) {
                return !type.isInterface()
                    && !type.isEnum()
                    && !type.getSimpleName().equals("EngineConnection");
              }
            })
        .should()
        .notHaveModifier(JavaModifier.ABSTRACT)
        .check(ALL);
  }
}
