package dev.lutra.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageWriterSpi;

/**
 * The decoders and encoders: TwelveMonkeys reads JPEG and TIFF, the JDK reads PNG and writes all three, because
 * TwelveMonkeys writes no TIFF of 16 bits. They are named here, so that what else the class path holds changes nothing,
 * and none of them uses files.
 */
final class Plugins {

    private static final String JDK = "com.sun.imageio.";

    static {
        ImageIO.setUseCache(false);
        // The reader asks the registry for the decoder of the JDK under it, when it is registered.
        IIORegistry.getDefaultInstance().registerServiceProvider(new JPEGImageReaderSpi());
    }

    private Plugins() {}

    static ImageReader jpegReader() throws IOException {
        return IIORegistry.getDefaultInstance()
                .getServiceProviderByClass(JPEGImageReaderSpi.class)
                .createReaderInstance();
    }

    static ImageReader tiffReader() throws IOException {
        return new TIFFImageReaderSpi().createReaderInstance();
    }

    static ImageWriter tiffWriter() throws IOException {
        return provider(ImageWriterSpi.class, "tiff").createWriterInstance();
    }

    static ImageReader pngReader() throws IOException {
        return provider(ImageReaderSpi.class, "png").createReaderInstance();
    }

    static ImageWriter pngWriter() throws IOException {
        return provider(ImageWriterSpi.class, "png").createWriterInstance();
    }

    static ImageWriter jpegWriter() throws IOException {
        return provider(ImageWriterSpi.class, "jpeg").createWriterInstance();
    }

    private static <T> T provider(Class<T> kind, String format) {
        Iterator<T> providers = IIORegistry.getDefaultInstance()
                .getServiceProviders(
                        kind, provider -> provider.getClass().getName().startsWith(JDK + "plugins." + format), false);
        return providers.next();
    }
}
