package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.decode.Inverter;
import java.io.IOException;

/** An inverse that can be evaluated. It spans the box of the outputs of the LUT. */
interface OpenInverse extends OpenColorMap {

    /**
     * Inverts colours on computing threads, and waits for them.
     *
     * @param colors RGB triples, outputs of the LUT
     * @return as many RGB triples, in which 0…1 spans the domain of the LUT
     */
    float[] invert(float[] colors);

    /** A bijective network that runs backwards. */
    record Bijective(Lease<Inverter> inverter, EncodedLut lut) implements OpenInverse {

        @Override
        public RgbBox domain() {
            return lut.range();
        }

        @Override
        public float[] invert(float[] colors) {
            return inverter.value().invert(lut, colors);
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
    record Numeric(Lease<Search> search) implements OpenInverse {

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
