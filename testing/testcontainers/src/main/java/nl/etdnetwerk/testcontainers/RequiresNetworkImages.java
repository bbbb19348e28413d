package nl.etdnetwerk.testcontainers;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/** For a JUnit test class: skipped, with a line that cannot be missed, where there is no Docker or the images were not built. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresNetworkImages.Condition.class)
public @interface RequiresNetworkImages {

    /** Looks once. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String missing = missing();
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("images are there");
            }
            System.err.println("### SKIPPED: " + context.getDisplayName() + " needs " + missing + " ###");
            return ConditionEvaluationResult.disabled(missing + " is needed");
        }

        private static String missing() {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return "Docker";
            }
            boolean built = DockerClientFactory.lazyClient().listImagesCmd().exec().stream().filter(i -> i.getRepoTags() != null)
                    .anyMatch(i -> java.util.Arrays.asList(i.getRepoTags()).contains("etd-netwerk/dvza:0.1.0"));
            return built ? "" : "images (deploy/images/build)";
        }
    }
}
