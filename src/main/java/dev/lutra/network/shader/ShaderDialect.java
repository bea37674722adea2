package dev.lutra.network.shader;

import java.util.Locale;

/** What differs between shading languages. Sources are written with the types of HLSL and Metal. */
enum ShaderDialect {
    GLSL("const vec4 %1$s[%2$d] = vec4[%2$d](", ");", "highp sampler3D", "texelFetch(detail, %s, 0).xyz") {
        @Override
        String of(String source) {
            return source.replace("float4", "vec4").replace("float3", "vec3").replace("int3", "ivec3");
        }
    },
    HLSL("static const float4 %1$s[%2$d] = {", "};", "Texture3D<float4>", "detail.Load(int4(%s, 0)).xyz"),
    METAL("constant float4 %1$s[%2$d] = {", "};", "metal::texture3d<float>", "detail.read(uint3(%s)).xyz") {
        @Override
        String start() {
            return "#include <metal_stdlib>\nusing namespace metal;\n";
        }
    };

    private final String array;
    private final String arrayEnd;
    private final String texture;
    private final String fetch;

    ShaderDialect(String array, String arrayEnd, String texture, String fetch) {
        this.array = array;
        this.arrayEnd = arrayEnd;
        this.texture = texture;
        this.fetch = fetch;
    }

    static ShaderDialect of(ShaderTarget target) {
        return valueOf(target.name());
    }

    /** What comes before all else. */
    String start() {
        return "";
    }

    /** A source in this language. */
    String of(String source) {
        return source;
    }

    /** The beginning of an array of constant vectors of 4. */
    String array(String name, int length) {
        return String.format(Locale.ROOT, array, name, length);
    }

    String arrayEnd() {
        return arrayEnd;
    }

    /** The type of the texture of a detail. */
    String texture() {
        return texture;
    }

    /** Reads a texel of the parameter {@code detail}, without a filter. */
    String fetch(String place) {
        return fetch.formatted(place);
    }
}
