package portal

type openID struct{}
