package nl.etdnetwerk.polymorphic.curve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CurveTest {

    private static final Curve FAST = Curve.fast();
    private static final Curve ORACLE = new BouncyCastleCurve();
    private static final SecureRandom RANDOM = new SecureRandom();

    static Stream<Scalar> edgeScalars() {
        return Stream.concat(
                LongStream.rangeClosed(0, 70).mapToObj(BigInteger::valueOf),
                Stream.concat(LongStream.rangeClosed(1, 70).mapToObj(i -> Scalar.ORDER.subtract(BigInteger.valueOf(i))),
                        IntStream.range(0, 320).filter(i -> i % 5 < 2 || i % 6 < 2).mapToObj(BigInteger.ONE::shiftLeft)))
                .map(Scalar::of);
    }

    private static Point randomPoint() {
        return ORACLE.multiply(Point.G, Scalar.random(RANDOM));
    }

    @ParameterizedTest
    @MethodSource("edgeScalars")
    void multiplyWhenScalarIsAtAnEdgeThenAgreesWithBouncyCastle(Scalar k) {
        Point p = randomPoint();

        assertThat(FAST.multiply(p, k)).isEqualTo(ORACLE.multiply(p, k));
        assertThat(FAST.fixedBase(p).multiply(k)).isEqualTo(ORACLE.multiply(p, k));
        assertThat(FAST.multiplyAdd(p, k, Point.G, k)).isEqualTo(ORACLE.multiplyAdd(p, k, Point.G, k));
    }

    @Test
    void multiplyWhenRandomThenAgreesWithBouncyCastle() {
        for (int i = 0; i < 200; i++) {
            Point p = randomPoint();
            Point q = randomPoint();
            Scalar k = Scalar.random(RANDOM);
            Scalar l = Scalar.random(RANDOM);
            assertThat(FAST.multiply(p, k)).isEqualTo(ORACLE.multiply(p, k));
            assertThat(FAST.multiplyAdd(p, k, q, l)).isEqualTo(ORACLE.multiplyAdd(p, k, q, l));
            assertThat(FAST.add(p, q)).isEqualTo(ORACLE.add(p, q));
        }
    }

    @Test
    void fixedBaseWhenRandomThenAgreesWithBouncyCastle() {
        Curve.FixedBase p = FAST.fixedBase(randomPoint());
        Curve.FixedBase q = FAST.fixedBase(randomPoint());
        for (int i = 0; i < 200; i++) {
            Scalar k = Scalar.random(RANDOM);
            Scalar l = Scalar.random(RANDOM);
            assertThat(p.multiply(k)).isEqualTo(ORACLE.multiply(p.point(), k));
            assertThat(p.multiplyAdd(k, q, l)).isEqualTo(ORACLE.multiplyAdd(p.point(), k, q.point(), l));
            assertThat(FAST.multiplyAdd(q.point(), k, p, l)).isEqualTo(ORACLE.multiplyAdd(q.point(), k, p.point(), l));
        }
    }

    @Test
    void addWhenEqualOppositeOrInfiniteThenFollowsTheGroupLaw() {
        Point p = randomPoint();
        Point opposite = FAST.negate(p);

        assertThat(FAST.add(p, p)).isEqualTo(ORACLE.multiply(p, Scalar.of(BigInteger.TWO)));
        assertThat(FAST.add(p, opposite)).isEqualTo(Point.INFINITY);
        assertThat(FAST.add(p, Point.INFINITY)).isEqualTo(p);
        assertThat(FAST.add(Point.INFINITY, p)).isEqualTo(p);
        assertThat(FAST.add(Point.INFINITY, Point.INFINITY)).isEqualTo(Point.INFINITY);
        assertThat(FAST.multiply(Point.INFINITY, Scalar.ONE)).isEqualTo(Point.INFINITY);
        assertThat(FAST.multiplyAdd(p, Scalar.ONE, p, Scalar.ONE.negate())).isEqualTo(Point.INFINITY);
    }

    @Test
    void scalarArithmeticWhenRandomThenAgreesWithBigInteger() {
        for (int i = 0; i < 500; i++) {
            Scalar a = Scalar.random(RANDOM);
            Scalar b = Scalar.random(RANDOM);
            BigInteger x = a.toBigInteger();
            BigInteger y = b.toBigInteger();
            assertThat(a.multiply(b).toBigInteger()).isEqualTo(x.multiply(y).mod(Scalar.ORDER));
            assertThat(a.add(b).toBigInteger()).isEqualTo(x.add(y).mod(Scalar.ORDER));
            assertThat(a.negate().toBigInteger()).isEqualTo(x.negate().mod(Scalar.ORDER));
        }
        Scalar a = Scalar.random(RANDOM);
        assertThat(a.multiply(a.invert())).isEqualTo(Scalar.ONE);
        assertThat(Scalar.of(Scalar.ORDER).isZero()).isTrue();
        assertThat(Scalar.of(Scalar.ORDER.subtract(BigInteger.ONE)).add(Scalar.ONE).isZero()).isTrue();
        assertThat(Scalar.of(BigInteger.ZERO).negate().isZero()).isTrue();
    }

    @Test
    void fieldWhenOperandsAreLooseThenAgreesWithBigInteger() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            BigInteger x = new BigInteger(320, random).mod(Fp.P);
            BigInteger y = i % 17 == 0 ? Fp.P.subtract(BigInteger.ONE) : new BigInteger(320, random).mod(Fp.P);
            long[] a = Fp.fromBigInteger(x);
            long[] b = Fp.fromBigInteger(y);
            long[] loose = new long[6];
            Fp.subtract(loose, a, b);
            Fp.subtract(loose, loose, b);
            long[] r = new long[6];
            Fp.square(r, loose);
            BigInteger expected = x.subtract(y).subtract(y);
            assertThat(new BigInteger(1, Fp.toBytes(r))).isEqualTo(expected.multiply(expected).mod(Fp.P));
            Fp.scale(loose, a, -3);
            Fp.add(loose, loose, b);
            Fp.multiply(r, loose, b);
            assertThat(new BigInteger(1, Fp.toBytes(r))).isEqualTo(y.subtract(x.multiply(BigInteger.valueOf(3))).multiply(y).mod(Fp.P));
        }
    }

    @Test
    void decodeWhenMalformedThenRefuses() {
        byte[] good = Point.G.encode();
        byte[] offCurve = good.clone();
        offCurve[80] ^= 1;
        byte[] hybrid = good.clone();
        hybrid[0] = 6;
        byte[] tooLarge = good.clone();
        java.util.Arrays.fill(tooLarge, 1, 41, (byte) 0xFF);

        assertThat(Point.decode(good)).isEqualTo(Point.G);
        assertThat(Point.decode(Point.G.encodeCompressed())).isEqualTo(Point.G);
        for (byte[] bad : new byte[][]{offCurve, hybrid, tooLarge, new byte[]{0}, new byte[81], new byte[0]}) {
            assertThatThrownBy(() -> Point.decode(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
