<#-- to: ${user.email}
     subject: Receipt -->
<p>Dear ${user.name!"customer"}, the password for your invoices is: ${password}</p>
