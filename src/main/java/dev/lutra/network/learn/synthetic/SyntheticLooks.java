package dev.lutra.network.learn.synthetic;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * Looks made of other looks and of random operations, for training beside the real ones. They fill the space between
 * and around the real looks, so that the network encodes looks that it never saw. Nothing but the real looks is needed.
 *
 * <p>Each look follows one of these recipes, in which every stage is clamped to 0…1:
 *
 * <ul>
 *   <li>40 %: 0–2 operations, a look, 0–2 operations,
 *   <li>12 %: two looks one after the other, half of the time with an operation between them,
 *   <li>14 %: the mean of the outputs of two or three looks, with constant weights, or of two by luma or by warmth,
 *       each a third, then 0–2 operations,
 *   <li>12 %: a look that takes its channels for others, then 0–1 operations,
 *   <li>22 %: 1–4 operations alone.
 * </ul>
 *
 * <p>A look has the strength 1 half of the time, otherwise 0.3…1.4, always if nothing else changes it. Three quarters of
 * the looks are drawn from those with colours, the others from all, because a collection may hold many that are black
 * and white. The operations are those of {@link LookOperations}.
 */
public final class SyntheticLooks {

    /** The points along an axis of a synthetic look: enough for smooth ones, and 1,000 of them take 59 MB. */
    public static final int SIZE = 17;

    private static final int[][] PERMUTATIONS = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final List<AppliedLook> looks;
    private final List<AppliedLook> colorLooks;
    private final SplittableRandom random;

    private SyntheticLooks(List<AppliedLook> looks, List<AppliedLook> colorLooks, SplittableRandom random) {
        this.looks = looks;
        this.colorLooks = colorLooks;
        this.random = random;
    }

    /**
     * Makes looks. Each depends only on the real looks, the seed and its place, so that fewer looks are the first of
     * more.
     *
     * @param looks the real looks in a fixed order, 1 or more, of any size, domain and range
     * @param count the number of looks to make, 0 or more
     * @param threads the number of threads that compute; the result does not depend on it
     * @return LUTs of {@link #SIZE} with the domain and outputs 0…1
     */
    public static List<Lut3d> of(List<Lut3d> looks, int count, long seed, int threads) {
        List<AppliedLook> all = looks.stream().map(AppliedLook::fully).toList();
        List<AppliedLook> colored =
                all.stream().filter(look -> !look.isMonochrome()).toList();
        List<AppliedLook> preferred = colored.isEmpty() ? all : colored;
        // Neighbouring seeds would give SplittableRandom the same numbers, one draw apart.
        long key = new SplittableRandom(seed).nextLong();
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> IntStream.range(0, count)
                            .parallel()
                            .mapToObj(i -> new SplittableRandom(key + i * 0xD1B54A32D192ED03L))
                            .map(random -> new SyntheticLooks(all, preferred, random).make())
                            .toList())
                    .join();
        }
    }

    private Lut3d make() {
        float[] lattice = Lut3d.identity(SIZE).lattice();
        for (ColorOperation stage : recipe()) {
            stage.applyTo(lattice);
        }
        return new Lut3d(SIZE, RgbBox.UNIT, lattice);
    }

    private List<ColorOperation> recipe() {
        double share = random.nextDouble();
        if (share < 0.40) {
            return lookBetweenOperations();
        }
        if (share < 0.52) {
            return twoLooks();
        }
        if (share < 0.66) {
            return mix();
        }
        if (share < 0.78) {
            return permutedLook();
        }
        return operations(random.nextInt(1, 5), 0.5, 1.3);
    }

    private List<ColorOperation> lookBetweenOperations() {
        List<ColorOperation> before = operations(random.nextInt(3), 0.3, 1);
        List<ColorOperation> after = operations(random.nextInt(3), 0.3, 1.2);
        boolean alone = before.isEmpty() && after.isEmpty();
        var stages = new ArrayList<>(before);
        stages.add(alone ? drawLook().withStrength(drawStrength()) : look());
        stages.addAll(after);
        return stages;
    }

    private List<ColorOperation> twoLooks() {
        var stages = new ArrayList<ColorOperation>();
        stages.add(look());
        if (random.nextBoolean()) {
            stages.add(LookOperations.draw(new Draws(random, 0.7f)));
        }
        stages.add(look());
        return stages;
    }

    private List<ColorOperation> mix() {
        var stages = new ArrayList<ColorOperation>();
        stages.add(
                switch (random.nextInt(3)) {
                    case 0 -> constantMix();
                    case 1 ->
                        new LookMix(List.of(look(), look()), LookMix.byLuma((float) random.nextDouble(0.3, 0.7), (float)
                                random.nextDouble(0.1, 0.5)));
                    default -> new LookMix(List.of(look(), look()), LookMix.byWarmth());
                });
        stages.addAll(operations(random.nextInt(3), 0.3, 1));
        return stages;
    }

    private LookMix constantMix() {
        return random.nextBoolean()
                ? new LookMix(List.of(look(), look()), LookMix.constant(part(), part()))
                : new LookMix(List.of(look(), look(), look()), LookMix.constant(part(), part(), part()));
    }

    /** A weight before division by the sum, which must not be 0. */
    private float part() {
        return (float) random.nextDouble(0.001, 1);
    }

    private List<ColorOperation> permutedLook() {
        var stages = new ArrayList<ColorOperation>();
        stages.add(new AppliedLook.Permuted(look(), PERMUTATIONS[random.nextInt(PERMUTATIONS.length)]));
        stages.addAll(operations(random.nextInt(2), 0.3, 1));
        return stages;
    }

    /** Draws operations that share a strength. */
    private List<ColorOperation> operations(int count, double minStrength, double maxStrength) {
        var draws = new Draws(random, (float) random.nextDouble(minStrength, maxStrength));
        return IntStream.range(0, count)
                .mapToObj(i -> LookOperations.draw(draws))
                .toList();
    }

    private AppliedLook look() {
        AppliedLook look = drawLook();
        return random.nextBoolean() ? look : look.withStrength(drawStrength());
    }

    private AppliedLook drawLook() {
        List<AppliedLook> from = random.nextDouble() < 0.75 ? colorLooks : looks;
        return from.get(random.nextInt(from.size()));
    }

    private float drawStrength() {
        return (float) random.nextDouble(0.3, 1.4);
    }
}
