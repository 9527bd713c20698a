<%@ page contentType="text/html; charset=UTF-8" %><%@ taglib prefix="s" uri="/struts-tags" %><p><s:property value="note"/>: <s:property value="said"/></p><s:actionerror/><s:fielderror/>
