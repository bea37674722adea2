package dev.lutra.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.TestModels;
import dev.lutra.Tool;
import dev.lutra.color.RgbBox;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.ReadyLut;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compiles what the command writes, and holds the one that runs here against the decoder. */
class ShaderCommandTest {

    private static final int COLORS = 500;
    private static final float HALF_A_CODE = 0.5f / 255;
    private static final Pattern LOOK = Pattern.compile("(?m)^void (lutra_\\w+)\\(");
    private static final List<String> OF_EVERY_KIND = List.of("near", "curved", "grey", "exact", "bare");

    /** A look in colour, one in black and white, and the one whose detail is added to the identity. */
    private static final List<String> SHIPPED = List.of("kodak-portra-160", "agfa-apx-100", "colornegative");

    @TempDir
    Path folder;

    private String printed = "";

    @Test
    void decodesInC() throws IOException, InterruptedException {
        requireSameInC(TestModels.detailed(), OF_EVERY_KIND);
        requireSameInC(TestModels.detailed(), List.of("exact"));
        requireSameInC(TestModels.film(), List.of("all"));
        requireSameInC(TestModels.scaled(), List.of("second", "first"));
    }

    @Test
    void decodesTheShippedModelInC() throws IOException, InterruptedException {
        requireSameInC(ModelFile.read(Path.of("models/film.safetensors")), SHIPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"glsl", "hlsl"})
    void compilesAsAShader(String language) throws IOException, InterruptedException {
        var compiler = new Tool(List.of("--version"), "glslangValidator");
        for (Model model : List.of(TestModels.detailed(), TestModels.scaled(), TestModels.film())) {
            List<String> looks = model.info().id().equals("detailed") ? OF_EVERY_KIND : List.of("all");
            Path source = write(
                    model,
                    looks,
                    language,
                    "--details",
                    folder.resolve("details").toString());
            Path whole = folder.resolve("whole.frag");
            Files.writeString(whole, program(language, Files.readString(source)));
            if (language.equals("hlsl")) {
                compiler.run(
                        "-D",
                        "-V",
                        "-S",
                        "frag",
                        "-e",
                        "main",
                        "-o",
                        folder.resolve("a.spv").toString(),
                        whole.toString());
            } else {
                compiler.run("-S", "frag", whole.toString());
            }
        }
    }

    /** No compiler of Metal runs here, so its source is held against the one of HLSL, which differs in few words. */
    @Test
    void writesMetalAsHlsl() throws IOException {
        Model model = TestModels.detailed();
        String details = folder.resolve("details").toString();
        String hlsl = Files.readString(write(model, OF_EVERY_KIND, "hlsl", "--details", details));
        String metal = Files.readString(write(model, OF_EVERY_KIND, "metal", "--details", details));

        assertThat(metal.replace("#include <metal_stdlib>\nusing namespace metal;\n", "")
                        .replace("\nconstant float4 ", "\nstatic const float4 ")
                        .replace("metal::texture3d<float>", "Texture3D<float4>")
                        .replaceAll("detail\\.read\\(uint3\\((.+?)\\)\\)\\.xyz", "detail.Load(int4($1, 0)).xyz"))
                .isEqualTo(hlsl);
    }

    @Test
    void writesDetailsAsTextures() throws IOException {
        Model model = TestModels.detailed();
        Path details = folder.resolve("details");
        write(model, List.of("curved", "bare", "near"), "glsl", "--details", details.toString(), "--size", "5");

        ByteBuffer texels = ByteBuffer.wrap(Files.readAllBytes(details)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(texels.remaining()).isEqualTo(2 * 125 * 4 * 2);
        try (Decoder decoder = Decoder.open(model.network(), TestModels.DEVICE, 1)) {
            for (int look : new int[] {1, 0}) {
                ReadyLut ready = decoder.ready(model.encoded(look));
                float[] lattice = Objects.requireNonNull(ready.detail())
                        .lattice()
                        .resample(5)
                        .lattice();
                for (int i = 0; i < lattice.length; i++) {
                    assertThat((double) Math.abs(Float.float16ToFloat(texels.getShort()) - lattice[i]))
                            .isLessThan(HALF_A_CODE / 8);
                    if (i % 3 == 2) {
                        assertThat(Float.float16ToFloat(texels.getShort())).isOne();
                    }
                }
            }
        }
    }

    @Test
    void tellsTheTermsAndTheFidelity() throws IOException {
        String source = Files.readString(write(TestModels.film(), List.of("log-to-hdr", "ilford-hp5"), "c"));

        assertThat(source)
                .startsWith("// Model film: 2 of its looks")
                .contains("// License: CC-BY-SA-4.0\n", "// Attribution: The testers\n")
                .contains("// Log to HDR (log-to-hdr)\n// License: CC0-1.0\n// Attribution: Someone\n")
                .contains("// Ilford HP5 \"+\" (ilford-hp5)\n// Mean Delta E76 to the source 0.500");
    }

    @Test
    void givesLooksNamesThatDiffer() throws IOException {
        Model model = TestModels.model(
                "names",
                List.of(TestModels.lut("a-b", "One"), TestModels.lut("a.b", "Two \\"), TestModels.lut("a_b", "Three")));

        assertThat(LOOK.matcher(Files.readString(write(model, List.of("all"), "c")))
                        .results()
                        .map(match -> match.group(1)))
                .containsExactly("lutra_a_b", "lutra_a_b_n2", "lutra_a_b_n3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--look wide --target c",
                "--look no-such --target c",
                "--look near --target c --details d",
                "--look near --target glsl --size 1",
                "--look near --target glsl --size 257",
                "--look near --target cg"
            })
    void refuses(String arguments) throws IOException {
        Path file = folder.resolve("detailed.safetensors");
        ModelFile.write(TestModels.detailed(), file);
        Path out = folder.resolve("out");

        var all = new ArrayList<>(List.of("shader", "--model", file.toString(), "--out", out.toString()));
        all.addAll(List.of(arguments.split(" ")));
        assertThat(run(all)).as(printed).isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    private void requireSameInC(Model model, List<String> looks) throws IOException, InterruptedException {
        var compiler = new Tool(List.of("--version"), "gcc");
        Path source = write(model, looks, "c");
        List<String> functions = new ArrayList<>();
        Matcher matcher = LOOK.matcher(Files.readString(source));
        while (matcher.find()) {
            functions.add(matcher.group(1));
        }
        Path main = folder.resolve("main.c");
        Files.writeString(main, caller(functions));
        Path program = folder.resolve("program");
        compiler.run(
                "-std=c99",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-O1",
                "-o",
                program.toString(),
                main.toString(),
                source.toString(),
                "-lm");
        List<String> ids = model.luts().stream().map(ModelLut::id).toList();
        List<Integer> indices = (looks.equals(List.of("all")) ? ids : looks)
                .stream().map(ids::indexOf).toList();
        assertThat(functions).hasSameSizeAs(indices);
        try (Decoder decoder = Decoder.open(model.network(), TestModels.DEVICE, 1)) {
            for (int i = 0; i < indices.size(); i++) {
                requireSame(
                        program,
                        i,
                        model.luts().get(indices.get(i)),
                        decoder,
                        decoder.ready(model.encoded(indices.get(i))));
            }
        }
    }

    private void requireSame(Path program, int place, ModelLut lut, Decoder decoder, ReadyLut look)
            throws IOException, InterruptedException {
        var random = new Random(place);
        var unit = new float[3 * COLORS];
        for (int i = 0; i < unit.length; i++) {
            // Some lie on the edges and beyond them.
            unit[i] = Math.clamp(random.nextFloat() * 1.2f - 0.1f, -0.05f, 1.05f);
        }
        Path inputs = folder.resolve("inputs");
        Path outputs = folder.resolve("outputs");
        Files.write(inputs, bytes(lut.domain().fromUnit(unit.clone())));
        Process process = new ProcessBuilder(
                        program.toString(), String.valueOf(place), inputs.toString(), outputs.toString())
                .inheritIO()
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
        for (int i = 0; i < unit.length; i++) {
            unit[i] = Math.clamp(unit[i], 0, 1);
        }
        float[] expected = decoder.apply(look, unit);
        ByteBuffer values = ByteBuffer.wrap(Files.readAllBytes(outputs)).order(ByteOrder.nativeOrder());
        assertThat(values.remaining()).isEqualTo(4 * expected.length);
        for (int i = 0; i < expected.length; i++) {
            RgbBox range = lut.range();
            assertThat(Math.abs(values.getFloat() - expected[i]) / range.extent(i % 3))
                    .as("%s, value %d", lut.id(), i)
                    .isLessThan(HALF_A_CODE / 4);
        }
    }

    private static byte[] bytes(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** A program that sends the colours of a file through the look with a number, into another file. */
    private static String caller(List<String> functions) {
        var text = new StringBuilder("#include <stdio.h>\n#include <stdlib.h>\n");
        functions.forEach(name -> text.append("void %s(const float in[3], float out[3]);%n".formatted(name)));
        text.append("typedef void (*look)(const float in[3], float out[3]);\nstatic const look looks[] = {");
        text.append(String.join(", ", functions));
        return text.append("""
                        };
                        int main(int count, char **arguments) {
                          if (count != 4) return 1;
                          FILE *from = fopen(arguments[2], "rb"), *to = fopen(arguments[3], "wb");
                          float in[3], out[3];
                          while (fread(in, sizeof(float), 3, from) == 3) {
                            looks[atoi(arguments[1])](in, out);
                            fwrite(out, sizeof(float), 3, to);
                          }
                          return fclose(to);
                        }
                        """).toString();
    }

    /** A whole program that calls every look. */
    private static String program(String language, String source) {
        boolean glsl = language.equals("glsl");
        var calls = new StringBuilder();
        Matcher looks =
                Pattern.compile("(?m)^\\w+ (lutra_\\w+)\\(\\w+ color(,?)").matcher(source);
        int count = 0;
        while (looks.find()) {
            calls.append("  sum += %s(color%s);%n"
                    .formatted(looks.group(1), looks.group(2).isEmpty() ? "" : ", lattice"));
            count++;
        }
        assertThat(count).isGreaterThan(1);
        String head = glsl
                ? "#version 300 es\nprecision highp float;\nprecision highp int;\nuniform highp sampler3D lattice;\nin vec3 color;\nout vec4 shown;\n"
                : "Texture3D<float4> lattice : register(t0);\n";
        String main = glsl
                ? "void main() {\n  vec3 sum = vec3(0.0);\n%s  shown = vec4(sum, 1.0);\n}\n"
                : "float4 main(float3 color : COLOR) : SV_Target {\n  float3 sum = float3(0.0, 0.0, 0.0);\n%s  return float4(sum, 1.0);\n}\n";
        return head + source + main.formatted(calls);
    }

    private Path write(Model model, List<String> looks, String language, String... more) throws IOException {
        Path file = folder.resolve(model.info().id() + ".safetensors");
        ModelFile.write(model, file);
        Path out = folder.resolve(model.info().id() + "." + language);
        var arguments = new ArrayList<>(
                List.of("shader", "--model", file.toString(), "--target", language, "--out", out.toString()));
        arguments.addAll(List.of(more));
        arguments.add("--look");
        arguments.addAll(looks);
        assertThat(run(arguments)).as(printed).isZero();
        return out;
    }

    private int run(List<String> arguments) {
        var text = new StringWriter();
        int status = Commands.run(arguments.toArray(String[]::new), new PrintWriter(text));
        printed = text.toString();
        return status;
    }
}
