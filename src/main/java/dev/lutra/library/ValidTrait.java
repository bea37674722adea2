package dev.lutra.library;

import dev.lutra.color.Trait;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Requires the name of a {@link Trait}, or nothing. */
@Target({ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidTrait.Validator.class)
public @interface ValidTrait {

    /** The message for a rejected value. */
    String message() default "must be a trait";

    /** Every constraint has this attribute. */
    Class<?>[] groups() default {};

    /** Every constraint has this attribute. */
    Class<? extends Payload>[] payload() default {};

    /** Validates with {@link Trait#byName}. */
    final class Validator implements ConstraintValidator<ValidTrait, String> {

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            if (name == null || name.isBlank() || Trait.byName(name).isPresent()) {
                return true;
            }
            String all = Arrays.stream(Trait.values()).map(Trait::toString).collect(Collectors.joining(", "));
            context.disableDefaultConstraintViolation();
            context.buildConstraintViolationWithTemplate("must be one of " + all)
                    .addConstraintViolation();
            return false;
        }
    }
}
