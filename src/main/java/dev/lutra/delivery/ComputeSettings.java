package dev.lutra.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the service computes on.
 *
 * @param device {@code auto} (CUDA where it is there), {@code cpu}, {@code cuda} or {@code cuda:N}; in the environment
 *     {@code LUTRA_DEVICE}
 */
@ConfigurationProperties("lutra")
public record ComputeSettings(@DefaultValue("auto") String device) {}
