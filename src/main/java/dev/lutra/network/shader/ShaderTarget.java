package dev.lutra.network.shader;

/** A language in which a decoder can be written. */
public enum ShaderTarget {
    /** OpenGL from 3.3, OpenGL ES and WebGL 2 from 3.00, Vulkan. */
    GLSL("glsl"),
    /** Direct3D from shader model 5. */
    HLSL("hlsl"),
    /** Metal from version 2. */
    METAL("metal"),
    /** C99, with the details of the looks. */
    C("c");

    private final String extension;

    ShaderTarget(String extension) {
        this.extension = extension;
    }

    /** The extension of its files, without a dot. */
    public String extension() {
        return extension;
    }

    /** Whether details are textures, which lie in another file. */
    public boolean isShader() {
        return this != C;
    }
}
