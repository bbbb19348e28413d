/** Measurements, never tests: run {@code java -jar testing/benchmarks/target/benchmarks.jar}. */
package nl.etdnetwerk.benchmarks;
