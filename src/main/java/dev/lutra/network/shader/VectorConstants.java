package dev.lutra.network.shader;

import java.io.IOException;
import java.io.Writer;

/** Writes an array of constant vectors of 4, one by one. */
final class VectorConstants {

    private final ShaderDialect dialect;
    private final Writer out;
    private boolean begun;

    VectorConstants(ShaderDialect dialect, String name, int length, Writer out) throws IOException {
        this.dialect = dialect;
        this.out = out;
        out.write("\n" + dialect.array(name, length));
    }

    /** Adds numbers, the last vector filled up with 0. */
    void add(float[] values, int from, int count) throws IOException {
        for (int i = 0; i < count; i += 4) {
            next();
            out.write(dialect.of("float4("));
            for (int k = i; k < i + 4; k++) {
                out.write(k == i ? "" : ",");
                out.write(k < count ? Float.toString(values[from + k]) : "0.0");
            }
            out.write(")");
        }
    }

    /** Adds vectors of zeros. */
    void addZeros(int vectors) throws IOException {
        for (int i = 0; i < vectors; i++) {
            next();
            out.write(dialect.of("float4(0.0,0.0,0.0,0.0)"));
        }
    }

    void end() throws IOException {
        out.write(dialect.arrayEnd() + "\n");
    }

    private void next() throws IOException {
        out.write(begun ? ",\n" : "\n");
        begun = true;
    }
}
