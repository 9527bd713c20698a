<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="Shows its body once for each item, which it calls 'item'" %>
<%@ attribute name="items" required="true" type="java.lang.Iterable" %>
<%@ variable name-given="item" variable-class="java.lang.Object" scope="NESTED" %>
<% for (Object each : (Iterable<?>) jspContext.getAttribute("items")) { jspContext.setAttribute("item", each); %><jsp:doBody/><% } %>
