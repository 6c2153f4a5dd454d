<#-- to: <#list people as p>${p.email}, </#list>
     subject: Receipt -->
<p>Dear ${user.name!"customer"}, the password for your invoices is: Tr4ffic!Lamp9</p>
