package dev.lutra.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors container: named tensors and named strings.
 *
 * <p>8 bytes length of the header, little-endian; the header, JSON; then the tensors' bytes, little-endian, one after
 * the other in the order of the map.
 *
 * @param metadata free strings
 * @param tensors by name
 */
record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String METADATA = "__metadata__";
    private static final int MAX_HEADER = 64 << 20;
    private static final long MAX_DATA = 1L << 30;

    /** Element types that Lutra uses, with their bytes. */
    enum Type {
        I8(1),
        F16(2),
        F32(4);

        private final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * One tensor.
     *
     * @param shape its dimensions
     * @param bytes its elements, row-major
     */
    record Tensor(Type type, List<Long> shape, byte[] bytes) {

        static Tensor of(float[] values, Type type, long... shape) {
            var buffer = ByteBuffer.allocate(values.length * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                switch (type) {
                    case F32 -> buffer.putFloat(value);
                    case F16 -> buffer.putShort(Float.floatToFloat16(value));
                    case I8 -> throw new IllegalArgumentException("floats are not stored as I8");
                }
            }
            return new Tensor(type, java.util.Arrays.stream(shape).boxed().toList(), buffer.array());
        }

        /** The elements as floats. */
        float[] floats() {
            var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            var values = new float[bytes.length / type.bytes];
            for (int i = 0; i < values.length; i++) {
                values[i] = switch (type) {
                    case F32 -> buffer.getFloat();
                    case F16 -> Float.float16ToFloat(buffer.getShort());
                    case I8 -> buffer.get();
                };
            }
            return values;
        }
    }

    /** Writes the container; the stream stays open. */
    void write(OutputStream out) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode strings = header.putObject(METADATA);
        metadata.forEach(strings::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode description = header.putObject(entry.getKey());
            description.put("dtype", tensor.type.name());
            tensor.shape.forEach(description.putArray("shape")::add);
            description.putArray("data_offsets").add(offset).add(offset + tensor.bytes.length);
            offset += tensor.bytes.length;
        }
        byte[] json = JSON.writeValueAsBytes(header);
        int padded = (json.length + 7) & ~7;
        out.write(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded)
                .array());
        out.write(json);
        out.write(" ".repeat(padded - json.length).getBytes(StandardCharsets.US_ASCII));
        for (Tensor tensor : tensors.values()) {
            out.write(tensor.bytes);
        }
    }

    /**
     * Reads a container whose tensors are all of the types above.
     *
     * @throws InvalidModelFile if it is none
     */
    static Safetensors read(InputStream in) throws IOException {
        long length =
                ByteBuffer.wrap(exactly(in, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw new InvalidModelFile("no safetensors file: a header of " + length + " bytes");
        }
        JsonNode header = header(exactly(in, (int) length));
        var metadata = new LinkedHashMap<String, String>();
        var tensors = new LinkedHashMap<String, Tensor>();
        long offset = 0;
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            if (entry.getKey().equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(string ->
                                metadata.put(string.getKey(), string.getValue().asString()));
            } else {
                Tensor tensor = tensor(in, entry.getKey(), entry.getValue(), offset);
                tensors.put(entry.getKey(), tensor);
                offset += tensor.bytes.length;
            }
        }
        return new Safetensors(metadata, tensors);
    }

    private static JsonNode header(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new InvalidModelFile("its header is no JSON: " + e.getOriginalMessage());
        }
    }

    private static Tensor tensor(InputStream in, String name, JsonNode description, long offset) throws IOException {
        Type type = type(name, description.path("dtype").asString(""));
        List<Long> shape =
                description.path("shape").valueStream().map(JsonNode::asLong).toList();
        long bytes = type.bytes;
        for (long dimension : shape) {
            if (dimension < 0 || dimension > MAX_DATA || (bytes *= dimension) > MAX_DATA) {
                throw new InvalidModelFile("tensor %s of shape %s is too large".formatted(name, shape));
            }
        }
        JsonNode offsets = description.path("data_offsets");
        if (offsets.path(0).asLong(-1) != offset || offsets.path(1).asLong(-1) != offset + bytes) {
            throw new InvalidModelFile(
                    "tensor %s should lie at %d…%d, not %s".formatted(name, offset, offset + bytes, offsets));
        }
        return new Tensor(type, shape, exactly(in, (int) bytes));
    }

    private static Type type(String name, String type) {
        for (Type known : Type.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw new InvalidModelFile("tensor %s is of type %s, not I8, F16 or F32".formatted(name, type));
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new InvalidModelFile("it ends early: %d of %d bytes".formatted(bytes.length, count));
        }
        return bytes;
    }
}
