package nl.etdnetwerk.polymorphic.curve;

/** Odd multiples P, 3P .. 31P of one point for a variable-base multiplication; every lookup reads the whole table. */
final class WindowTable {

    static final int WIDTH = 5;
    private static final int ENTRIES = 1 << WIDTH - 1;

    /** Per entry x, y, z, z^2, z^3. */
    private final long[][][] entries = new long[ENTRIES][5][Fp.LIMBS];
    private final long[][] found = new long[5][Fp.LIMBS];

    WindowTable(Jacobian p) {
        Jacobian twice = new Jacobian();
        twice.set(p);
        twice.twice();
        Jacobian current = new Jacobian();
        current.set(p);
        for (int i = 0; i < ENTRIES; i++) {
            Fp.copy(entries[i][0], current.x);
            Fp.copy(entries[i][1], current.y);
            Fp.copy(entries[i][2], current.z);
            Fp.square(entries[i][3], current.z);
            Fp.multiply(entries[i][4], entries[i][3], current.z);
            if (i < ENTRIES - 1) {
                current.add(twice);
            }
        }
    }

    /** Sets to = digit * P. */
    void load(Jacobian to, SignedWindows k, int digit) {
        select(k.index(digit), k.sign(digit));
        Fp.copy(to.x, found[0]);
        Fp.copy(to.y, found[1]);
        Fp.copy(to.z, found[2]);
    }

    /** to = to + digit * P. */
    void addTo(Jacobian to, SignedWindows k, int digit) {
        select(k.index(digit), k.sign(digit));
        to.add(found[0], found[1], found[2], found[3], found[4]);
    }

    private void select(int index, long negate) {
        for (int c = 0; c < 5; c++) {
            long[] f = found[c];
            long v0 = 0, v1 = 0, v2 = 0, v3 = 0, v4 = 0, v5 = 0;
            for (int i = 0; i < ENTRIES; i++) {
                long mask = (long) (i ^ index) - 1 >> 63;
                long[] e = entries[i][c];
                v0 |= e[0] & mask;
                v1 |= e[1] & mask;
                v2 |= e[2] & mask;
                v3 |= e[3] & mask;
                v4 |= e[4] & mask;
                v5 |= e[5] & mask;
            }
            f[0] = v0;
            f[1] = v1;
            f[2] = v2;
            f[3] = v3;
            f[4] = v4;
            f[5] = v5;
        }
        Fp.negateMasked(found[1], negate);
    }
}
