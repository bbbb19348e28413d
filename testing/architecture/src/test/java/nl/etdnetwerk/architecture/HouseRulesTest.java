package nl.etdnetwerk.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** The rules of the architecture page over the compiled classes of every module. */
class HouseRulesTest {

    private static final Path ROOT = Path.of("../..");
    private static final List<String> SERVICES = List.of("stelselbeheer", "bsnk", "decryption", "ad", "hm", "dvp", "dvza");
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPaths(Stream
                    .of("libs/polymorphic", "libs/test-pki", "libs/etd-saml", "libs/medmij", "libs/bsnk-soap", "libs/service-kit",
                            "libs/dv-kit", "libs/bsnk-kit", "libs/user-agent", "libs/network-plan", "libs/test-persons", "libs/farewell",
                            "stelselbeheer",
                            "bsnk-sim/bsnk", "bsnk-sim/decryption-component", "authenticatiedienst", "herkenningsmakelaar", "dvp", "dvza",
                            "launcher")
                    .map(m -> ROOT.resolve(m).resolve("target/classes")).toList());

    @Test
    void allModulesAreLookedAt() {
        assertThat(CLASSES.size()).isGreaterThan(250);
    }

    @Test
    void servicesDoNotKnowEachOther() {
        for (String service : SERVICES) {
            String[] others = SERVICES.stream().filter(s -> !s.equals(service)).map(s -> "nl.etdnetwerk." + s + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage("nl.etdnetwerk." + service + "..").should().dependOnClassesThat().resideInAnyPackage(others)
                    .allowEmptyShould(true).check(CLASSES);
        }
    }

    @Test
    void librariesKnowNoFramework() {
        noClasses().that()
                .resideInAnyPackage("nl.etdnetwerk.polymorphic..", "nl.etdnetwerk.saml..", "nl.etdnetwerk.medmij..",
                        "nl.etdnetwerk.bsnksoap..", "nl.etdnetwerk.pki..",
                        "nl.etdnetwerk.useragent..", "nl.etdnetwerk.plan..", "nl.etdnetwerk.persons..")
                .should().dependOnClassesThat()
                .resideInAnyPackage("io.quarkus..", "jakarta.enterprise..", "jakarta.inject..", "jakarta.ws..").check(CLASSES);
    }

    @Test
    void openSamlAndDomStayBehindTheirWall() {
        noClasses().that().resideOutsideOfPackage("nl.etdnetwerk.saml..").should().dependOnClassesThat().resideInAPackage("org.opensaml..")
                .check(CLASSES);
        noClasses().that().resideOutsideOfPackages("nl.etdnetwerk.saml..", "nl.etdnetwerk.bsnksoap..").should().dependOnClassesThat()
                .resideInAPackage("org.w3c.dom..").check(CLASSES);
    }

    @Test
    void curveArithmeticOfBouncyCastleStaysInPolymorphic() {
        noClasses().that().resideOutsideOfPackage("nl.etdnetwerk.polymorphic..").should().dependOnClassesThat()
                .resideInAPackage("org.bouncycastle.math.ec..").check(CLASSES);
    }

    @Test
    void onlyTheClockAsksForTheTime() {
        noClasses().that().doNotHaveFullyQualifiedName("nl.etdnetwerk.kit.time.NetworkClock").and()
                .resideOutsideOfPackage("nl.etdnetwerk.launcher..").should()
                .callMethod(java.time.Instant.class, "now").orShould().callMethod(System.class, "currentTimeMillis").orShould()
                .callMethod(Clock.class, "systemUTC").orShould()
                .callMethod(java.time.LocalDate.class, "now").check(CLASSES);
    }

    /** Every package is a slice, that of the root of a module too. */
    private static final class Packages implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
            return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(new Packages()).should().beFreeOfCycles().check(CLASSES);
    }
}
