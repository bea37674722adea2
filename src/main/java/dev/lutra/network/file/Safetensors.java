package dev.lutra.network.file;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The safetensors container: named tensors and named strings.
 *
 * <p>The layout is: 8 bytes with the length of the header, little-endian; the header in JSON; then the bytes of the
 * tensors, little-endian, one after the other in the order of the map.
 *
 * @param metadata arbitrary strings
 * @param tensors the tensors by name
 */
public record Safetensors(Map<String, String> metadata, Map<String, Tensor> tensors) {

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();
    private static final TypeReference<Map<String, @Nullable String>> STRINGS = new TypeReference<>() {};
    private static final String METADATA = "__metadata__";
    /** The largest header, enough for over 100,000 LUTs. The parsed header takes several times as much. */
    static final int MAX_HEADER = 32 << 20;

    private static final long MAX_DATA = 1L << 30;

    /** What the header says of a tensor. */
    private record Description(
            @Nullable String dtype,
            @Nullable List<@Nullable Long> shape,
            @JsonProperty("data_offsets") @Nullable List<@Nullable Long> offsets) {}

    /**
     * The tensor with a name.
     *
     * @throws InvalidModelFile if it is missing, or has another type or shape
     */
    Tensor tensor(String name, Tensor.Type type, long... shape) {
        Tensor tensor = tensors.get(name);
        List<Long> wanted = Arrays.stream(shape).boxed().toList();
        if (tensor == null) {
            throw new InvalidModelFile("it has no tensor " + name);
        }
        if (tensor.type() != type || !tensor.shape().equals(wanted)) {
            throw new InvalidModelFile("tensor %s should be %s of shape %s, not %s of %s"
                    .formatted(name, type, wanted, tensor.type(), tensor.shape()));
        }
        return tensor;
    }

    /** Writes the container, and leaves the stream open. */
    public void write(OutputStream out) throws IOException {
        ObjectNode header = JSON.createObjectNode();
        ObjectNode strings = header.putObject(METADATA);
        metadata.forEach(strings::put);
        long offset = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            Tensor tensor = entry.getValue();
            ObjectNode description = header.putObject(entry.getKey());
            description.put("dtype", tensor.type().name());
            tensor.shape().forEach(description.putArray("shape")::add);
            description.putArray("data_offsets").add(offset).add(offset + tensor.bytes().length);
            offset += tensor.bytes().length;
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
            out.write(tensor.bytes());
        }
    }

    /**
     * Reads a container. All tensors must have one of the types above, and follow each other in the order of the
     * header, without gaps, to the end of the stream. Memory is allocated as the bytes arrive, not as the header
     * claims.
     *
     * @throws InvalidModelFile if the stream contains no such container
     */
    public static Safetensors read(InputStream in) throws IOException {
        long length =
                ByteBuffer.wrap(exactly(in, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > MAX_HEADER) {
            throw new InvalidModelFile("no safetensors file: a header of " + length + " bytes");
        }
        var metadata = new LinkedHashMap<String, String>();
        var tensors = new LinkedHashMap<String, Tensor>();
        var described = new LinkedHashMap<String, Description>();
        parse(exactly(in, (int) length), metadata, described);
        long offset = 0;
        for (Map.Entry<String, Description> entry : described.entrySet()) {
            Tensor tensor = tensor(in, entry.getKey(), entry.getValue(), offset);
            tensors.put(entry.getKey(), tensor);
            offset += tensor.bytes().length;
        }
        if (in.read() >= 0) {
            throw new InvalidModelFile("it goes on behind its last tensor");
        }
        return new Safetensors(metadata, tensors);
    }

    /** Parses entry by entry, so that an invalid header is rejected early and takes no memory. */
    private static void parse(byte[] json, Map<String, String> metadata, Map<String, Description> tensors) {
        try (JsonParser header = JSON.createParser(json)) {
            if (header.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidModelFile("its header is no JSON object");
            }
            while (header.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = header.currentName();
                header.nextToken();
                if (name.equals(METADATA)) {
                    ModelTexts.present(METADATA, header.readValueAs(STRINGS))
                            .forEach((key, text) -> metadata.put(key, ModelTexts.present(key, text)));
                } else {
                    tensors.put(name, ModelTexts.present("tensor " + name, header.readValueAs(Description.class)));
                }
            }
            if (header.nextToken() != null) {
                throw new InvalidModelFile("its header goes on behind its end");
            }
        } catch (JacksonException e) {
            throw new InvalidModelFile("its header is not understood: " + e.getOriginalMessage());
        }
    }

    private static Tensor tensor(InputStream in, String name, Description description, long offset) throws IOException {
        Tensor.Type type = type(name, ModelTexts.present("dtype of tensor " + name, description.dtype));
        List<Long> shape = whole("shape of tensor " + name, description.shape);
        List<Long> offsets = whole("data_offsets of tensor " + name, description.offsets);
        long bytes = type.bytes();
        for (long dimension : shape) {
            if (dimension < 0 || dimension > MAX_DATA || (bytes *= dimension) > MAX_DATA) {
                throw new InvalidModelFile("tensor %s of shape %s is too large".formatted(name, shape));
            }
        }
        if (!offsets.equals(List.of(offset, offset + bytes))) {
            throw new InvalidModelFile(
                    "tensor %s should lie at %d…%d, not %s".formatted(name, offset, offset + bytes, offsets));
        }
        if (offset + bytes > MAX_DATA) {
            throw new InvalidModelFile("it holds more than %d bytes".formatted(MAX_DATA));
        }
        return new Tensor(type, shape, exactly(in, (int) bytes));
    }

    private static List<Long> whole(String name, @Nullable List<@Nullable Long> numbers) {
        return ModelTexts.present(name, numbers).stream()
                .map(number -> ModelTexts.present(name, number))
                .toList();
    }

    private static Tensor.Type type(String name, String type) {
        for (Tensor.Type known : Tensor.Type.values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        throw new InvalidModelFile(
                "tensor %s is of type %s, not one of %s".formatted(name, type, List.of(Tensor.Type.values())));
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new InvalidModelFile("it ends early: %d of %d bytes".formatted(bytes.length, count));
        }
        return bytes;
    }
}
