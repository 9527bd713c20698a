package io.culvert.container.environment;

import java.util.Collection;
import java.util.Set;
import javax.naming.InvalidNameException;
import javax.naming.NameAlreadyBoundException;
import org.jboss.metadata.javaee.spec.EnvironmentRefsGroupMetaData;
import org.jboss.metadata.javaee.spec.ResourceEnvironmentReferenceMetaData;
import org.jboss.metadata.javaee.spec.ResourceInjectionMetaData;
import org.jboss.metadata.javaee.spec.ResourceInjectionTargetMetaData;
import org.jboss.metadata.javaee.spec.ResourceReferenceMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Binds the {@code resource-ref} and {@code resource-env-ref} elements of a descriptor. One that
 * refers to nothing is told to people and does no more harm, unless some object is to be given it:
 * many descriptors declare what is used by none of their pages.
 *
 * @param surroundings the application
 * @param references finds what is referred to
 * @param targets takes the injection targets
 */
record DescribedReferences(
    Surroundings surroundings, References references, DescribedTargets targets) {
  void bind(EnvironmentRefsGroupMetaData refs) throws DeclarationException {
    for (ResourceReferenceMetaData each : Declared.all(refs.getResourceReferences())) {
      bind("res-ref-name", reference(each, each.getType()), each.getInjectionTargets());
    }
    for (ResourceEnvironmentReferenceMetaData each :
        Declared.all(refs.getResourceEnvironmentReferences())) {
      bind("resource-env-ref-name", reference(each, each.getType()), each.getInjectionTargets());
    }
    refuse("ejb-ref-name", refs.getEjbReferences());
    refuse("ejb-ref-name", refs.getEjbLocalReferences());
    refuse("persistence-context-ref-name", refs.getPersistenceContextRefs());
    refuse("persistence-unit-ref-name", refs.getPersistenceUnitRefs());
    refuse("service-ref-name", refs.getServiceReferences());
    refuse("message-destination-ref-name", refs.getMessageDestinationReferences());
  }

  /** What this server never has may be declared, but objects that rely on it must not run. */
  private static void refuse(
      String element, @Nullable Collection<? extends ResourceInjectionMetaData> declared)
      throws DeclarationException {
    for (ResourceInjectionMetaData each : Declared.all(declared)) {
      if (!Declared.all(each.getInjectionTargets()).isEmpty()) {
        throw new DeclarationException(
            element,
            Declared.text(each.getName()),
            "has an injection-target, and the server has nothing of this kind to put there");
      }
    }
  }

  private static Reference reference(ResourceInjectionMetaData element, @Nullable String type) {
    return new Reference(
        Declared.text(element.getName()),
        Declared.text(type),
        Declared.text(element.getLookupName()));
  }

  private void bind(
      String element, Reference reference, @Nullable Set<ResourceInjectionTargetMetaData> into)
      throws DeclarationException {
    targets.add(reference.name(), into);
    if (isBound(element, reference)) {
      return;
    }
    String problem = references.problem(reference);
    if (!Declared.all(into).isEmpty()) {
      throw new DeclarationException(element, reference.name(), problem);
    }
    surroundings.notes().about(element, reference.name(), problem);
  }

  private boolean isBound(String element, Reference reference) throws DeclarationException {
    try {
      return references.bind(reference).isPresent();
    } catch (InvalidNameException | NameAlreadyBoundException e) {
      throw new DeclarationException(element, reference.name(), String.valueOf(e.getMessage()));
    }
  }
}
