"""Charts that teams bring, written with cdk8s-plus-27; hardened and checked like our own."""
