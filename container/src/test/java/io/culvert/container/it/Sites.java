package io.culvert.container.it;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Every web server over every transport; test classes share them. */
final class Sites implements ArgumentsProvider {
  private static final Namespace HERE = Namespace.create(Sites.class);

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    ExtensionContext.Store store = context.getRoot().getStore(HERE);
    return Arrays.stream(Transport.values())
        .flatMap(
            transport ->
                Variant.firsts().stream()
                    .map(variant -> Arguments.of(site(store, variant, transport))));
  }

  private static SharedSite site(
      ExtensionContext.Store store, Variant variant, Transport transport) {
    SharedCulvert server =
        store.computeIfAbsent(transport, _ -> new SharedCulvert(transport), SharedCulvert.class);
    return store.computeIfAbsent(
        variant + " " + transport, _ -> new SharedSite(variant, server), SharedSite.class);
  }
}
