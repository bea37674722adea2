package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.decode.Inverter;
import java.io.IOException;

/** An inverse ready to be evaluated; it spans the box of the LUT's outputs. */
interface OpenInverse extends OpenColorMap {

    /**
     * Inverts colours, on threads that compute, and waits for them.
     *
     * @param colors RGB triples, outputs of the LUT
     * @return as many RGB triples, 0…1 for the edges of the LUT's domain
     */
    float[] invert(float[] colors);

    /** A bijective network run backwards. */
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

    /** A search in the map that is delivered. */
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
     * What is searched in.
     *
     * @param end what is to be done when nobody searches any more
     */
    record Search(NumericInverse inverse, Runnable end) {

        void close() {
            end.run();
        }
    }
}
