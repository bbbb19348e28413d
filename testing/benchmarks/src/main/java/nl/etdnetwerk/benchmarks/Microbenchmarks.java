package nl.etdnetwerk.benchmarks;

import java.util.Map;
import java.util.TreeMap;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** The JMH figures, each operation by both implementations in the same run. */
final class Microbenchmarks {

    private Microbenchmarks() {}

    /** Microseconds per operation by the name of the benchmark method. */
    static Map<String, Double> run() throws RunnerException {
        Map<String, Double> scores = new TreeMap<>();
        for (RunResult r : new Runner(new OptionsBuilder().include(CurveBenchmark.class.getSimpleName()).build()).run()) {
            scores.put(r.getPrimaryResult().getLabel(), r.getPrimaryResult().getScore());
        }
        return scores;
    }
}
