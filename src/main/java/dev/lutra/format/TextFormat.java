package dev.lutra.format;

/** A format of text files, named after the extension of its files. */
abstract class TextFormat implements LutFormat {

    private final String extension;

    TextFormat(String extension) {
        this.extension = extension;
    }

    @Override
    public String name() {
        return extension;
    }

    @Override
    public String extension() {
        return extension;
    }

    /** No media type is registered. As text, browsers and tools display it. */
    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public boolean isText() {
        return true;
    }

    /** Layouts show this text in theirs. */
    @Override
    public String toString() {
        return extension;
    }
}
