<%@page contentType="text/plain;charset=utf-8" session="false" trimDirectiveWhitespaces="true"%>
served by <%= System.identityHashCode(getClass()) %>
