"""After the accident: who saw whom, the record that the law asks for, one letter a person. Nothing is ever sent."""
