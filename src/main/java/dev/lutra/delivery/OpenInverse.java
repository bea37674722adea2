package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.compute.ComputePool;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.decode.Inverter;
import java.io.IOException;

/** An inverse that can be evaluated. It spans the box of the outputs of the LUT. */
interface OpenInverse extends PointMap {

    /**
     * Inverts colours on computing threads, and waits for them.
     *
     * @param colors RGB triples, outputs of the LUT
     * @return as many RGB triples, in which 0…1 spans {@link #inputs}
     */
    float[] invert(float[] colors);

    /** The inputs of the LUT, which are the outputs of its inverse. */
    RgbBox inputs();

    @Override
    default float[] apply(float[] unit) {
        float[] found = invert(pool().compute(() -> domain().fromUnit(unit)));
        return pool().compute(() -> inputs().fromUnit(found));
    }

    /** A bijective network that runs backwards. */
    record Bijective(Lease<Inverter> inverter, EncodedLut lut, ComputePool pool) implements OpenInverse {

        @Override
        public RgbBox domain() {
            return lut.range();
        }

        @Override
        public float[] invert(float[] colors) {
            return inverter.value().invert(lut, colors);
        }

        @Override
        public RgbBox inputs() {
            return lut.domain();
        }

        @Override
        public void writeTo(int size, LatticeSink sink) throws IOException {
            inverter.value().decodeInverse(lut, lut.range(), size, sink);
        }

        @Override
        public void close() {
            inverter.close();
        }
    }

    /** A search in the delivered map. */
    record Numeric(Lease<Search> search, RgbBox inputs, ComputePool pool) implements OpenInverse {

        @Override
        public RgbBox domain() {
            return search.value().inverse().outputs();
        }

        @Override
        public float[] invert(float[] colors) {
            return search.value().inverse().invert(colors);
        }

        @Override
        public void writeTo(int size, LatticeSink sink) throws IOException {
            search.value().inverse().lattice(size, sink);
        }

        @Override
        public void close() {
            search.close();
        }
    }

    /**
     * The inverse of a LUT with a shaper: the inverse of its lattice, and then that of the shaper.
     *
     * @param lattice the inverse of the lattice, which is closed with this one
     * @param back from the outputs of the shaper to its inputs
     */
    record Shaped(OpenInverse lattice, Shaper back, RgbBox inputs) implements OpenInverse {

        @Override
        public ComputePool pool() {
            return lattice.pool();
        }

        @Override
        public RgbBox domain() {
            return lattice.domain();
        }

        @Override
        public float[] invert(float[] colors) {
            float[] found = lattice.invert(colors);
            return pool().compute(() -> {
                float[] shaped = lattice.inputs().fromUnit(found);
                back.apply(shaped, shaped, shaped.length / 3);
                return inputs.toUnit(shaped);
            });
        }

        /** Evaluates each point. A table that is fitted to the lattice would not fit the curves. */
        @Override
        public void writeTo(int size, LatticeSink sink) throws IOException {
            OpenInverse.super.writeTo(size, sink);
        }

        @Override
        public void close() {
            lattice.close();
        }
    }

    /**
     * The map that is searched.
     *
     * @param end runs after the last search
     */
    record Search(NumericInverse inverse, Runnable end) {

        void close() {
            end.run();
        }
    }
}
