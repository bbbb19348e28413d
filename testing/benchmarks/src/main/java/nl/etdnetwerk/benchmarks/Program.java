package nl.etdnetwerk.benchmarks;

import java.util.concurrent.Callable;

import picocli.CommandLine;

/** Runs one of the commands of this module as a program: one line for a failure, and the exit code it promises. */
final class Program {

    private Program() {}

    static void run(String name, Callable<Integer> command, String[] args) {
        CommandLine line = new CommandLine(command);
        line.setExecutionExceptionHandler((e, c, result) -> {
            System.err.println(name + ": " + e.getMessage());
            return 1;
        });
        System.exit(line.execute(args));
    }
}
