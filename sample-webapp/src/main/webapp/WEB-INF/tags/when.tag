<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" description="Shows its body if the test is true" %>
<%@ attribute name="test" required="true" type="java.lang.Boolean" %>
<% if (Boolean.TRUE.equals(jspContext.getAttribute("test"))) { %><jsp:doBody/><% } %>
