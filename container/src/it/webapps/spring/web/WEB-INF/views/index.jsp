<%@ page contentType="text/html; charset=UTF-8" %>
<%@ taglib prefix="c" uri="jakarta.tags.core" %>
<%@ taglib prefix="fn" uri="jakarta.tags.functions" %>
<%@ taglib prefix="spring" uri="http://www.springframework.org/tags" %>
<%@ taglib prefix="form" uri="http://www.springframework.org/tags/form" %>
<!DOCTYPE html>
<html><head><title><spring:message code="title"/></title>
<link rel="stylesheet" href="<spring:url value='/assets/site.css'/>"></head>
<body>
<p id="visits">visit ${visits}</p>
<ul><c:forEach items="${things}" var="thing" varStatus="s">
<li>${s.count}: <c:out value="${thing}"/> (${fn:length(thing)})</li></c:forEach></ul>
<form:form modelAttribute="order" action="order" method="post">
<spring:message code="name"/>: <form:input path="name"/> <form:errors path="name"/>
<form:input path="pieces"/> <form:errors path="pieces"/>
<button>Order</button>
</form:form>
</body></html>
