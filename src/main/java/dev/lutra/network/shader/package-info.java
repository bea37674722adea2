/** Source code that decodes looks in other programs: GLSL, HLSL, Metal, C. */
@NamedInterface("shader")
@NullMarked
package dev.lutra.network.shader;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
