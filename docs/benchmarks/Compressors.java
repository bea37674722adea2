import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.lutra.color.Lut3d;
import dev.lutra.format.CubeWriter;
import dev.lutra.format.FormatLimits;
import dev.lutra.format.LutFormats;
import io.airlift.compress.v3.zstd.ZstdJavaInputStream;
import io.airlift.compress.v3.zstd.ZstdJavaOutputStream;
import io.airlift.compress.v3.zstd.ZstdNativeInputStream;
import io.airlift.compress.v3.zstd.ZstdNativeOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipFile;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/** Compares compressors for sources: bytes, and MB per second, of files as users upload them (compressors.sh). */
class Compressors {

    private static final int EVERY = 128;
    private static final int ROUNDS = 3;
    private static final byte[] BUFFER = new byte[1 << 16];

    interface Compressing {
        OutputStream to(OutputStream out) throws IOException;
    }

    interface Opening {
        InputStream of(InputStream in) throws IOException;
    }

    record Compressor(Compressing compressing, Opening opening) {}

    public static void main(String[] arguments) throws IOException {
        Map<String, Compressor> compressors = compressors();
        files(Path.of(arguments[0])).forEach((kind, files) -> {
            long plain = files.stream().mapToLong(file -> file.length).sum();
            System.out.printf("%s: %d files, %,d bytes each, read as LUTs in %.1f ms each%n", kind, files.size(),
                    plain / files.size(), parsing(kind, files));
            compressors.forEach((name, compressor) -> measure(name, compressor, files, plain));
        });
    }

    private static Map<String, Compressor> compressors() {
        var all = new LinkedHashMap<String, Compressor>();
        for (int level : new int[] {1, 6}) {
            all.put("deflate " + level, new Compressor(
                    out -> new DeflaterOutputStream(out, new Deflater(level), 1 << 14), InflaterInputStream::new));
        }
        all.put("zstd, aircompressor, Java", new Compressor(ZstdJavaOutputStream::new, ZstdJavaInputStream::new));
        all.put("zstd, aircompressor, native", new Compressor(ZstdNativeOutputStream::new, ZstdNativeInputStream::new));
        for (int level : new int[] {3, 6, 9, 19}) {
            all.put("zstd-jni " + level, new Compressor(
                    out -> new ZstdOutputStreamNoFinalizer(out, level), ZstdInputStreamNoFinalizer::new));
        }
        for (int preset : new int[] {1, 6}) {
            all.put("xz " + preset, new Compressor(
                    out -> new XZOutputStream(out, new LZMA2Options(preset)), XZInputStream::new));
        }
        return all;
    }

    private static Map<String, List<byte[]>> files(Path data) throws IOException {
        var looks = new ArrayList<byte[]>();
        for (String collection : new String[] {"gmic-512.zip", "rawtherapee-film-simulation.zip"}) {
            try (var zip = new ZipFile(data.resolve(collection).toFile())) {
                var entries = zip.stream().filter(entry -> entry.getName().endsWith(".cube")).toList();
                for (int i = 0; i < entries.size(); i += EVERY) {
                    looks.add(zip.getInputStream(entries.get(i)).readAllBytes());
                }
            }
        }
        var files = new LinkedHashMap<String, List<byte[]>>();
        files.put("33.cube", looks);
        for (int size : new int[] {17, 65}) {
            files.put(size + ".cube", looks.stream().map(look -> resampled(look, size)).toList());
        }
        try (var images = Files.list(data.resolve("hald"))) {
            var halds = new ArrayList<byte[]>();
            for (Path image : images.filter(file -> file.toString().endsWith(".png")).sorted().toList()) {
                halds.add(Files.readAllBytes(image));
            }
            files.put("hald.png", halds);
        }
        return files;
    }

    private static byte[] resampled(byte[] look, int size) {
        var out = new ByteArrayOutputStream();
        Lut3d lut = read("look.cube", look).resample(size);
        try (var writer = new CubeWriter(out, "resampled", size, lut.domain())) {
            writer.accept(lut.lattice(), lut.points());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static Lut3d read(String name, byte[] file) {
        try {
            return LutFormats.read(name, new ByteArrayInputStream(file), FormatLimits.DEFAULT).lut();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double parsing(String name, List<byte[]> files) {
        return fastest(() -> files.forEach(file -> read(name, file))) / 1e6 / files.size();
    }

    private static void measure(String name, Compressor compressor, List<byte[]> files, long plain) {
        var packed = new ArrayList<byte[]>();
        long compressing = fastest(() -> {
            packed.clear();
            files.forEach(file -> packed.add(compress(compressor, file)));
        });
        long opening = fastest(() -> packed.forEach(file -> open(compressor, file)));
        for (int i = 0; i < files.size(); i++) {
            if (!Arrays.equals(all(compressor, packed.get(i)), files.get(i))) {
                throw new IllegalStateException(name + " gives other bytes back");
            }
        }
        long bytes = packed.stream().mapToLong(file -> file.length).sum();
        System.out.printf("  %-28s %,10d bytes (%5.1f %%), compressed in %7.2f ms, opened in %6.2f ms%n", name,
                bytes / files.size(), 100.0 * bytes / plain, compressing / 1e6 / files.size(),
                opening / 1e6 / files.size());
    }

    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long started = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - started);
        }
        return fastest;
    }

    private static byte[] compress(Compressor compressor, byte[] file) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.compressing.to(bytes)) {
            // Files are read piece by piece, too.
            for (int from = 0; from < file.length; from += BUFFER.length) {
                out.write(file, from, Math.min(BUFFER.length, file.length - from));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static void open(Compressor compressor, byte[] packed) {
        try (InputStream in = compressor.opening.of(new ByteArrayInputStream(packed))) {
            while (in.read(BUFFER) >= 0) {
                // Only the time matters.
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] all(Compressor compressor, byte[] packed) {
        try (InputStream in = compressor.opening.of(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
