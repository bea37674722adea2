package dev.lutra.codec;

import dev.lutra.codec.TransformedLook.Attempt;
import dev.lutra.codec.TransformedLook.Quantised;
import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the best token of a look within a number of bytes. Thread-safe. */
public final class TokenEncoder {

    /**
     * The permitted errors of corrected greys that are tried, in units of 1/255. A smaller one takes more bytes, which
     * the other colours then lack.
     */
    private static final float[] GREYS = {10, 3, GreyCorrection.MOST_OFF};

    /** The share of greys in the error that the encoder compares, because eyes are most critical of them. */
    private static final double GREY_SHARE = 0.5;

    private static final int LEAST_FOR_GREYS = 48;
    private static final int USUAL_STEP = 2;

    private final LatticeCoders coders = new LatticeCoders(CodecConstants.identity());

    /**
     * Makes a token.
     *
     * @param look the look over the unit cube, of any size; values outside 0…1 are clamped
     * @param mostBytes the most bytes that it may have, {@link Token#FEWEST_BYTES}…{@link Token#MOST_BYTES}
     * @throws IllegalArgumentException if the look or the number violates these conditions
     * @throws InterruptedException if the thread was interrupted
     */
    public EncodedToken encode(Lut3d look, int mostBytes) throws InterruptedException {
        if (!look.domain().isUnit()) {
            throw new IllegalArgumentException("the look spans %s, not the unit cube".formatted(look.domain()));
        }
        if (mostBytes < Token.FEWEST_BYTES || mostBytes > Token.MOST_BYTES) {
            throw new IllegalArgumentException(
                    "%d bytes; a token has %d to %d".formatted(mostBytes, Token.FEWEST_BYTES, Token.MOST_BYTES));
        }
        return new Search(clamped(look.resample(Token.SIZE)), mostBytes - Token.OVERHEAD).best();
    }

    /**
     * Measures a token of a look.
     *
     * @param look as it was encoded
     */
    public static EncodedToken measure(Lut3d look, Token token) {
        return measured(clamped(look.resample(Token.SIZE)), token);
    }

    private static EncodedToken measured(Lut3d look, Token token) {
        float[] decoded = token.decode().lattice();
        return new EncodedToken(
                token, fidelity(look.lattice(), decoded), fidelity(greys(look.lattice()), greys(decoded)));
    }

    private static Lut3d clamped(Lut3d look) {
        float[] lattice = look.lattice().clone();
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = Math.clamp(lattice[i], 0, 1);
        }
        return new Lut3d(look.size(), RgbBox.UNIT, lattice);
    }

    /** The search for the token of one look. Steps are quantised once for all treatments of greys. */
    private final class Search {

        private final Lut3d look;
        private final int mostBytes;
        private final boolean monochrome;
        private final TransformedLook transformed;
        private final Map<Tried, Quantised> tried = new LinkedHashMap<>();

        private record Tried(int step, float lambda) {}

        Search(Lut3d look, int mostBytes) {
            this.look = look;
            this.mostBytes = mostBytes;
            monochrome = Monochrome.is(look);
            DetailHeader header = header(false);
            transformed = new TransformedLook(
                    coders.of(header),
                    header,
                    Planes.of(look, monochrome),
                    Planes.of(Prediction.IDENTITY.at(Token.SIZE), monochrome),
                    GreyCorrection.MOST_OFF,
                    true);
        }

        EncodedToken best() throws InterruptedException {
            StepSearch.Coding coding = coding(header(false), GreyCorrection.MOST_OFF);
            Attempt attempt = StepSearch.finest(coding, mostBytes, USUAL_STEP)
                    .orElseThrow(() -> new IllegalStateException("no token has %d bytes".formatted(mostBytes)));
            EncodedToken best = measured(attempt);
            int start = attempt.step().index();
            for (float mostOff : mostBytes < LEAST_FOR_GREYS ? new float[0] : GREYS) {
                StepSearch.Coding corrected = coding(header(true), mostOff);
                Optional<Attempt> found = StepSearch.finest(corrected, mostBytes, start);
                if (found.isEmpty()) {
                    break;
                }
                EncodedToken other = measured(found.get());
                start = found.get().step().index();
                if (error(other) < error(best)) {
                    best = other;
                    attempt = found.get();
                    coding = corrected;
                }
            }
            Attempt cheapest = StepSearch.cheapest(coding, mostBytes, attempt);
            return cheapest == attempt ? best : measured(cheapest);
        }

        private DetailHeader header(boolean greys) {
            return new DetailHeader(Token.SIZE, false, monochrome, true, greys, 0);
        }

        private StepSearch.Coding coding(DetailHeader header, float mostOff) {
            return (step, lambda) -> transformed.finish(quantised(step, lambda), header, mostOff);
        }

        private Quantised quantised(Step step, float lambda) throws InterruptedException {
            var key = new Tried(step.index(), lambda);
            Quantised known = tried.get(key);
            if (known == null) {
                known = transformed.quantise(step, lambda);
                tried.put(key, known);
            }
            return known;
        }

        private EncodedToken measured(Attempt attempt) {
            return TokenEncoder.measured(look, Token.ofDetail(attempt.bytes()));
        }
    }

    private static double error(EncodedToken token) {
        return token.fidelity().deltaE2000().mean()
                + GREY_SHARE * token.greys().deltaE2000().mean();
    }

    private static Fidelity fidelity(float[] wanted, float[] decoded) {
        var meter = new FidelityMeter();
        meter.add(wanted, decoded, wanted.length / 3);
        return meter.result();
    }

    private static float[] greys(float[] lattice) {
        var greys = new float[3 * Token.SIZE];
        for (int i = 0; i < Token.SIZE; i++) {
            System.arraycopy(lattice, 3 * Planes.diagonal(Token.SIZE, i), greys, 3 * i, 3);
        }
        return greys;
    }
}
