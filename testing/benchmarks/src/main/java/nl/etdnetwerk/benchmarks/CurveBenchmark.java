package nl.etdnetwerk.benchmarks;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import nl.etdnetwerk.polymorphic.curve.BouncyCastleCurve;
import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Point;
import nl.etdnetwerk.polymorphic.curve.Scalar;

/** Multiplications, and the scheme's operations as the multiplications they consist of (bsnk.md 7): ours against plain BouncyCastle. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CurveBenchmark {

    private static final SecureRandom RANDOM = new SecureRandom();
    private final Curve fast = Curve.fast();
    private final Curve plain = new BouncyCastleCurve();
    private final Scalar k = Scalar.random(RANDOM);
    private final Scalar l = Scalar.random(RANDOM);
    private final Scalar r = Scalar.random(RANDOM);
    private final Scalar x = Scalar.random(RANDOM);
    private final Point p = fast.multiply(Point.G, Scalar.random(RANDOM));
    private final Point q = fast.multiply(Point.G, Scalar.random(RANDOM));
    private final Point y = fast.multiply(Point.G, Scalar.random(RANDOM));
    private final Point c = fast.multiply(Point.G, x);
    private final Curve.FixedBase gTable = fast.fixedBase(Point.G);
    private final Curve.FixedBase yTable = fast.fixedBase(y);
    private final Curve.FixedBase cTable = fast.fixedBase(c);

    /** Ours. */
    @Benchmark
    public Point variableBase() {
        return fast.multiply(p, k);
    }

    /** BouncyCastle. */
    @Benchmark
    public Point variableBasePlain() {
        return plain.multiply(p, k);
    }

    /** Ours. */
    @Benchmark
    public Point fixedBase() {
        return gTable.multiply(k);
    }

    /** PP to EP with rerandomisation and signature: two variable and three fixed multiplications. */
    @Benchmark
    public Object transform() {
        Scalar a = k.multiply(l);
        return new Object[]{fast.multiplyAdd(p, a, gTable, a.multiply(r)), fast.multiplyAdd(q, k, yTable, k.multiply(r)),
            yTable.multiply(x)};
    }

    /** The same composed naively: rerandomise, multiply three points, sign. */
    @Benchmark
    public Object transformPlain() {
        Point a = plain.add(p, plain.multiply(Point.G, r));
        Point b = plain.add(q, plain.multiply(y, r));
        return new Object[]{plain.multiply(a, k), plain.multiply(b, l), plain.multiply(y, x), plain.multiply(y, r)};
    }

    /** Signature and decryption of an EI: one double fixed and one variable multiplication. */
    @Benchmark
    public Object verifyAndDecrypt() {
        return new Object[]{yTable.multiplyAdd(k, cTable, l), fast.subtract(q, fast.multiply(p, x))};
    }

    /** The same composed naively. */
    @Benchmark
    public Object verifyAndDecryptPlain() {
        return new Object[]{plain.add(plain.multiply(y, k), plain.multiply(c, l)), plain.subtract(q, plain.multiply(p, x))};
    }
}
