<%@ page contentType="text/html; charset=UTF-8" session="false" %><%@ taglib prefix="c" uri="jakarta.tags.core" %>
<c:choose><c:when test="${empty thanks}">nothing</c:when><c:otherwise>thanks: <c:out value="${thanks}"/></c:otherwise></c:choose>
