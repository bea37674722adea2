package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.RgbBox;
import java.io.IOException;

/** A look that a model decodes. */
record LookMap(Looks.OpenLook look) implements OpenColorMap {

    @Override
    public RgbBox domain() {
        return look.lut().domain();
    }

    @Override
    public float[] apply(float[] unit) {
        return look.decoder().apply(look.lut(), unit);
    }

    @Override
    public void writeTo(int size, LatticeSink sink) throws IOException {
        look.decoder().decode(look.lut(), size, sink);
    }

    @Override
    public void close() {
        look.close();
    }
}
