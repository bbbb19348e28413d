package nl.etdnetwerk.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.testcontainers.DockerClientFactory;

/** For a JUnit test class: skipped, with a line that cannot be missed, where there is no Docker or the images were not built. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresNetworkImages.Condition.class)
public @interface RequiresNetworkImages {

    /** Repository without the name; images of a registry are not looked for, as they are pulled. */
    String prefix() default "etd-netwerk";

    /** Version. */
    String tag() default "0.1.0";

    /** Looks once. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), RequiresNetworkImages.class)
                    .map(wanted -> missing(new Images(wanted.prefix(), wanted.tag()))).orElse("");
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("images are there");
            }
            System.err.println("### SKIPPED: " + context.getDisplayName() + " needs " + missing + " ###");
            return ConditionEvaluationResult.disabled(missing + " is needed");
        }

        private static String missing(Images images) {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return "Docker";
            }
            if (images.areRemote()) {
                return "";
            }
            Set<String> there = DockerClientFactory.lazyClient().listImagesCmd().exec().stream().filter(i -> i.getRepoTags() != null)
                    .flatMap(i -> Arrays.stream(i.getRepoTags())).collect(Collectors.toSet());
            return Images.NAMES.stream().map(name -> images.of(name).asCanonicalNameString()).filter(name -> !there.contains(name))
                    .findFirst()
                    .map(name -> name + " (deploy/images/build)").orElse("");
        }
    }
}
